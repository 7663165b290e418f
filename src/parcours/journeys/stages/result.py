"""What stages answer: counts, transitions, flags, and each profile's own history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.charts.table import Field, Table
from parcours.errors import InputError
from parcours.journeys.result import Definition, Result, plain
from parcours.journeys.sequences import Flags, Ints
from parcours.journeys.stages.flags import NAMES as FLAG_NAMES
from parcours.journeys.stages.flags import Threshold
from parcours.journeys.stages.history import Move, moves, population
from parcours.journeys.stages.kernel import RUN_OUT
from parcours.journeys.stages.template import Template
from parcours.touchpoints.schema import STAGES

if TYPE_CHECKING:
    from parcours.charts import Picture
    from parcours.journeys.stages.analysis import Stages

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = 1_000_000


@dataclass(frozen=True)
class Transition:
    """One change of a profile's stage.

    Parameters
    ----------
    at
        When.
    from_stage, to_stage
        From which stage to which; from None when the profile was first seen.
    rule
        The rule that holds from now on.
    reason
        What brought it about, in words.
    event, position
        The touchpoint that did it and where it stands in the sequences; None where a window ran out.
    """

    at: datetime
    from_stage: str | None
    to_stage: str
    rule: str
    reason: str
    event: str | None
    position: int | None


@dataclass(frozen=True, eq=False)
class Changes:
    """All changes of stage; those of profile ``p`` are ``offsets[p]:offsets[p + 1]``.

    ``before`` and ``after`` number the template's rules, ``before`` is -1 when first seen; ``position``
    is -1 where a window ran out; ``event`` codes into ``names``.
    """

    names: tuple[str, ...]
    offsets: Ints
    time: Ints
    before: Ints
    after: Ints
    position: Ints
    event: npt.NDArray[np.uint16]


@dataclass(frozen=True, eq=False)
class StagesResult(Result):
    """The stage of every profile seen, with its history.

    Parameters
    ----------
    n
        How many profiles were seen.
    counts
        How many of them are in each stage.
    thresholds
        After how long without an order a customer counts as late, by number of orders.
    """

    n: int
    counts: dict[str, int]
    thresholds: tuple[Threshold, ...]
    _profiles: Ints = field(repr=False)
    _changes: Changes = field(repr=False)
    _stage: npt.NDArray[np.int8] = field(repr=False)
    _flags: npt.NDArray[np.int8] = field(repr=False)
    _customers: Flags = field(repr=False)
    _complaints: Flags = field(repr=False)

    @classmethod
    def of(
        cls,
        params: Stages,
        *,
        profiles: Ints,
        changes: Changes,
        flags: npt.NDArray[np.int8],
        customers: Flags,
        complaints: Flags,
        thresholds: tuple[Threshold, ...],
    ) -> StagesResult:
        """Return the result of what the analysis found."""
        stage = _stages(params.template)[changes.after[changes.offsets[1:] - 1]]
        counted = np.bincount(stage, minlength=len(STAGES)).tolist()
        counts = dict(zip(STAGES, counted, strict=True))
        arrays = profiles, changes, stage, flags, customers, complaints
        return cls(params, _definition(params.template), len(profiles), counts, thresholds, *arrays)

    @property
    def customers(self) -> int:
        """How many profiles have an order that counts."""
        return int(self._customers.sum())

    @property
    def codes(self) -> npt.NDArray[np.int8]:
        """The stage of each profile by its number in `STAGES`, in the order of `by_profile`."""
        return self._stage

    def table(self) -> Table:
        """Return the profiles of each stage, and the median time they have been in it so far."""
        since = (self.params.as_of - self._since()) / _SECOND
        medians = [_median(since[self._stage == code]) for code in range(len(STAGES))]
        counts = list(self.counts.values())
        return Table(
            "Lifecycle stages",
            (
                Field("stage", "text", list(STAGES)),
                Field("profiles", "count", counts),
                Field("share", "share", [count / self.n if self.n else None for count in counts]),
                Field("median_in_stage", "duration", medians),
            ),
        )

    def transitions(self) -> Table:
        """Return how often profiles went from each stage to each, and how long they had stayed."""
        changes, stages = self._changes, _stages(self.params.template)
        came = changes.before >= 0
        first = np.bincount(stages[changes.after[~came]], minlength=len(STAGES))
        moved = np.flatnonzero(came)
        pair = stages[changes.before[moved]] * len(STAGES) + stages[changes.after[moved]].astype(np.int64)
        stayed = (changes.time[moved] - changes.time[moved - 1]) / _SECOND
        rows: list[tuple[Any, ...]] = [("", STAGES[i], int(first[i]), None) for i in np.flatnonzero(first)]
        for code in np.unique(pair):
            those = pair == code
            before, after = divmod(int(code), len(STAGES))
            rows.append((STAGES[before], STAGES[after], int(those.sum()), _median(stayed[those])))
        columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
        kinds = (("from", "text"), ("to", "text"), ("transitions", "count"), ("median_stay", "duration"))
        fields = (Field(name, kind, values) for (name, kind), values in zip(kinds, columns, strict=True))  # type: ignore[arg-type]
        return Table("Transitions between stages", tuple(fields))

    def flags(self) -> Table:
        """Return how many customers bear each flag."""
        customers = self.customers
        counted = np.bincount(self._flags[self._customers], minlength=len(FLAG_NAMES)).tolist()
        names = [*FLAG_NAMES[1:], "complaint_open"]
        counts = [*counted[1:], int((self._complaints & self._customers).sum())]
        return Table(
            f"Flags of {customers} customers",
            (
                Field("flag", "text", names),
                Field("customers", "count", counts),
                Field("share", "share", [count / customers if customers else None for count in counts]),
            ),
        )

    def population(self, moments: Ints) -> npt.NDArray[np.int64]:
        """Return how many profiles were in each stage at some moments (microseconds UTC, ascending).

        One row a moment, one column a stage.
        """
        return population(self._changes, _stages(self.params.template), moments)

    def moves(self, start: int, stop: int) -> tuple[Move, ...]:
        """Return who changed stage from one moment on and before another, how often, and why."""
        template = self.params.template
        rules = tuple(_name(template, number) for number in range(len(template.rules) + 1))
        return moves(self._changes, _stages(template), rules, start, stop)

    def profiles(self, *, stage: str | None = None, flag: str | None = None) -> Ints:
        """Return the ids of the profiles in a stage, with a flag, or both.

        Raises
        ------
        InputError
            There is no such stage or flag.
        """
        chosen = np.ones(self.n, dtype=np.bool_)
        if stage is not None:
            chosen &= self._stage == _place(stage, STAGES, "stage")
        if flag == "complaint_open":
            chosen &= self._complaints & self._customers
        elif flag is not None:
            chosen &= self._flags == _place(flag, (*FLAG_NAMES, "complaint_open"), "flag")
        return self._profiles[chosen]

    def history(self, profile: int) -> tuple[Transition, ...]:
        """Return the changes of one profile's stage, the first being when it was first seen.

        Raises
        ------
        InputError
            The profile was not seen.
        """
        found = np.flatnonzero(self._profiles == profile)
        if not len(found):
            raise InputError(f"Profile {profile} was not seen.", advice="profiles() lists those that were.")
        first, last = self._changes.offsets[found[0]], self._changes.offsets[found[0] + 1]
        return tuple(self._transition(number) for number in range(first, last))

    def by_profile(self) -> pa.Table:
        """Return an Arrow table with one row a profile: stage, since when, by which rule, flags."""
        rules = np.array([*(rule.name for rule in self.params.template.rules), "otherwise"])
        after = self._changes.after[self._changes.offsets[1:] - 1]
        return pa.table(
            {
                "profile": self._profiles,
                "stage": np.array(STAGES)[self._stage],
                "since": pa.array(self._since(), pa.timestamp("us", tz="UTC")),
                "rule": rules[after],
                "customer": self._customers,
                "flag": np.array(FLAG_NAMES)[self._flags],
                "complaint_open": self._complaints,
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """Return parameters, definition, stages, transitions and flags, ready for JSON."""
        more = {"n": self.n, "transitions": self.transitions().rows(), "flags": self.flags().rows()}
        return super().to_dict() | plain(more | {"thresholds": self.thresholds})

    def chart(self) -> Picture:
        """Return the profiles of each stage as bars."""
        from parcours.charts import bars

        return bars(self.table(), value="profiles")

    def _since(self) -> Ints:
        return self._changes.time[self._changes.offsets[1:] - 1]

    def _transition(self, number: int) -> Transition:
        changes, template = self._changes, self.params.template
        before, after = int(changes.before[number]), int(changes.after[number])
        position = int(changes.position[number])
        event = None if position == RUN_OUT else changes.names[changes.event[number]]
        return Transition(
            at=_EPOCH + timedelta(microseconds=int(changes.time[number])),
            from_stage=None if before < 0 else _stage(template, before),
            to_stage=_stage(template, after),
            rule=_name(template, after),
            reason=_reason(template, before, after, event),
            event=event,
            position=None if event is None else position,
        )


def _reason(template: Template, before: int, after: int, event: str | None) -> str:
    if event is None:
        return f"'{_name(template, before)}' ran out"
    if before < 0:
        return f"first seen: {event}"
    if after < before:
        return f"{event}: '{_name(template, after)}' holds"
    return f"{event}: '{_name(template, before)}' no longer holds"


def _name(template: Template, rule: int) -> str:
    return template.rules[rule].name if rule < len(template.rules) else "otherwise"


def _stage(template: Template, rule: int) -> str:
    return template.rules[rule].stage if rule < len(template.rules) else template.otherwise


def _stages(template: Template) -> npt.NDArray[np.int8]:
    named = [*(rule.stage for rule in template.rules), template.otherwise]
    return np.array([STAGES.index(stage) for stage in named], dtype=np.int8)


def _place(name: str, names: tuple[str, ...], kind: str) -> int:
    if name not in names or not name:
        raise InputError(
            f"There is no {kind} {name!r}.", expected=f"Expected one of: {', '.join(filter(None, names))}."
        )
    return names.index(name)


def _median(values: npt.NDArray[Any]) -> float | None:
    return float(np.median(values)) if len(values) else None


def _definition(template: Template) -> Definition:
    return Definition(
        what="Each profile is in one stage at every moment: that of the first rule that holds.",
        formula=str(template),
        exactness="exact",
        source="The flags at_risk, lapsed and lost are estimates: Kaplan and Meier, JASA 53, 1958.",
    )
