"""A funnel by trying every chain: slow, and short enough to be believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Touchpoint = tuple[int, frozenset[int]]
"""When, and which steps it can be."""


def chains(touchpoints: Sequence[Touchpoint], steps: int, within: int) -> Iterator[tuple[int, ...]]:
    """Yield the times of every chain of touchpoints through the first steps, each used once."""

    def longer(times: tuple[int, ...], used: frozenset[int]) -> Iterator[tuple[int, ...]]:
        yield times
        if len(times) == steps:
            return
        for at, (time, can_be) in enumerate(touchpoints):
            after = not times or (time >= times[-1] and time - times[0] <= within)
            if at not in used and len(times) in can_be and after:
                yield from longer((*times, time), used | {at})

    yield from longer((), frozenset())


def counted(touchpoints: Sequence[Touchpoint], steps: int, within: int) -> tuple[int, ...]:
    """Return the times of the chain counted: the longest, then the first there, the latest begun."""
    return min(chains(touchpoints, steps, within), key=_rank)


def _rank(chain: tuple[int, ...]) -> tuple[object, ...]:
    return -len(chain), chain[-1:], [-time for time in chain[:1]], chain
