"""From what the analyses found to one map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from parcours.charts.journey_map import Channel, Leak, Onward, Place, Score, Stage
from parcours.journeys.journey_map.volumes import Volumes
from parcours.touchpoints import STAGES, event

# The scale of a question is not in the log: it is taken to end at the first of these that no answer passes.
_SCALES = (5.0, 7.0, 10.0, 100.0)
_SHOWN_CHANNELS = 12


def places(
    volumes: Volumes, leaks: Iterable[Leak] = (), steps: Mapping[str, str] | None = None
) -> tuple[Place, ...]:
    """Return the touchpoints that somebody met; the drop-offs say what each may cost.

    ``steps`` is the step of each touchpoint, where it is not its usual one.
    """
    steps = steps or {}
    left = {leak.place: leak for leak in leaks}
    times = volumes.median_seconds()
    scores = list(_scores(volumes))
    return tuple(
        Place(
            name=group.name,
            stage=group.stage,
            step=steps.get(group.name, group.step),
            touchpoints=volumes.touchpoints(volumes.places.places, at),
            ordered=_onward(volumes, at, times),
            scores=tuple(score for name, score in scores if name == group.name),
            at_risk=left[group.name].at_risk if group.name in left else None,
            lost=left[group.name].n if group.name in left else None,
        )
        for at, group in enumerate(volumes.places.groups)
        if volumes.counts[at, 0]
    )


def stages(volumes: Volumes, now: Sequence[int | None]) -> tuple[Stage, ...]:
    """Return the five stages; ``now`` is how many profiles are in each."""
    times = volumes.median_seconds()
    first = len(volumes.places.groups)
    return tuple(
        Stage(
            name=name,
            now=now[at],
            touchpoints=volumes.touchpoints(volumes.places.stages, at),
            profiles=int(volumes.by_stage[at]),
            onward=_onward(volumes, first + at, times),
            channels=_channels(volumes, at),
        )
        for at, name in enumerate(STAGES)
    )


def _onward(volumes: Volumes, bucket: int, times: Sequence[float | None]) -> Onward:
    of, went = volumes.counts[bucket].tolist()
    return Onward(went, of, times[bucket])


def _channels(volumes: Volumes, stage: int) -> tuple[Channel, ...]:
    counts = volumes.channels[stage]
    largest = np.argsort(-counts, kind="stable")[:_SHOWN_CHANNELS]
    return tuple(Channel(str(volumes.channel_names[at]), int(counts[at])) for at in largest if counts[at])


def _scores(volumes: Volumes) -> Iterable[tuple[str, Score]]:
    found = [(event(name), score) for name, score in _by_event(volumes)]
    mine = {known.group for known, _ in found if known and known.origin == "customer"}
    for known, score in found:
        # A review and the notice that it was published carry the same stars.
        if known and (known.origin == "customer" or known.group not in mine):
            yield known.group, score


def _by_event(volumes: Volumes) -> Iterable[tuple[str, Score]]:
    for name, counts in zip(volumes.places.names, volumes.scores, strict=True):
        given = counts > 0
        if given.any():
            values, weights = volumes.score_values[given].astype(float), counts[given]
            top = float(values.max())
            highest = 10.0 if name == "NPS Answered" else next((s for s in _SCALES if s >= top), top)
            mean = float(np.average(values, weights=weights))
            yield name, Score(name, mean, highest, int(weights.sum()))
