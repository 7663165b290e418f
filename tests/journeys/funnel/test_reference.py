"""The kernel finds what trying every chain finds."""

from __future__ import annotations

from functools import reduce

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journeys.funnel.reference import counted

from parcours.journeys import Column, Sequences
from parcours.journeys.analysis import Threads
from parcours.journeys.funnel import Funnel, Step

EVENTS = ("A", "B", "C", "D")
DEVICES = (None, "phone", "desktop")

Visit = tuple[int, str, str | None]
visits = st.tuples(st.integers(0, 12), st.sampled_from(EVENTS), st.sampled_from(DEVICES))
profiles = st.lists(st.lists(visits, min_size=1, max_size=7), min_size=1, max_size=4)
steps = st.lists(
    st.builds(
        Step,
        st.lists(st.sampled_from(EVENTS), min_size=1, max_size=2, unique=True),
        st.sampled_from([{}, {}, {"device": "phone"}, {"device": ["phone", None]}]),
    ),
    min_size=1,
    max_size=4,
)


class Devices:
    """One further column."""

    def __init__(self, devices: list[str | None]) -> None:
        codes = np.array([DEVICES.index(device) for device in devices], np.uint8)
        self._column = Column(codes, np.array(DEVICES, object))

    def column(self, name: str) -> Column:
        assert name == "device"
        return self._column


def sequences(shop: list[list[Visit]]) -> Sequences:
    """Sort each profile's touchpoints by time alone: equal times stay in any order."""
    rows = [visit for profile in shop for visit in sorted(profile, key=lambda visit: visit[0])]
    ends = np.cumsum([len(profile) for profile in shop])
    return Sequences(
        profiles=np.arange(len(shop)),
        offsets=np.concatenate(([0], ends)),
        times=np.array([time for time, _, _ in rows]),
        events=np.array([EVENTS.index(event) for _, event, _ in rows], np.uint16),
        hidden=np.zeros(len(shop), np.bool_),
        names=EVENTS,
        system=np.zeros(len(EVENTS), np.bool_),
        columns=Devices([device for _, _, device in rows]),
    )


def can_be(visit: Visit, steps: list[Step]) -> frozenset[int]:
    _, event, device = visit
    return frozenset(
        at
        for at, step in enumerate(steps)
        if event in step.events and all(device in values for _, values in step.where)
    )


@settings(max_examples=600, deadline=None)
@given(profiles, steps, st.integers(1, 12), st.booleans())
def test_the_kernel_counts_the_chain_that_trying_all_finds(
    shop: list[list[Visit]], steps: list[Step], within: int, by_device: bool
) -> None:
    analysis = Funnel(tuple(steps), f"{within}us", "device" if by_device else None)
    state = analysis.partial(sequences(shop))
    expected = [counted([(v[0], can_be(v, steps)) for v in p], len(steps), within) for p in shop]

    reached = state[0]
    assert reached.levels.tolist() == [len(chain) for chain in expected]
    followed = [chain for chain in expected if len(chain) >= (1 if by_device else 2)]
    times = [tuple(row[: len(chain)]) for row, chain in zip(reached.moments.tolist(), followed, strict=True)]
    assert [t[1:] for t in times] == [chain[1:] for chain in followed]
    assert [t[0] for t in times if len(t) > 1] == [chain[0] for chain in followed if len(chain) > 1]
    result = analysis.result(state)
    assert result.counts.tolist() == [sum(len(c) > k for c in expected) for k in range(len(steps))]


@settings(max_examples=100, deadline=None)
@given(profiles, steps, st.integers(1, 5))
def test_pieces_in_any_cut_give_the_same_answer(
    shop: list[list[Visit]], steps: list[Step], size: int
) -> None:
    analysis = Funnel(tuple(steps), "5us", "device")
    whole = sequences(shop)
    pieces = [analysis.partial(piece) for piece in whole.split(size)]
    cut = analysis.result(reduce(analysis.merge, pieces))
    assert cut.to_dict() == Threads(1).run(analysis, (whole,)).to_dict()
