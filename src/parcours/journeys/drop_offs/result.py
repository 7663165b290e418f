"""The answer of drop-offs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcours.charts.table import Field, Table
from parcours.journeys.drop_offs.contrast import Contrast, contrasts, strongest
from parcours.journeys.drop_offs.matching import LEAST, Completers, Strata
from parcours.journeys.drop_offs.told import CONTRASTS, STRATA, Told
from parcours.journeys.result import Definition, Result
from parcours.journeys.sequences import Flags

if TYPE_CHECKING:
    from parcours.charts import Picture
    from parcours.journeys.drop_offs.analysis import DropOffs

NOTHING = "(left the shop)"
_EXAMPLES = 5
_NEXT = 5


@dataclass(frozen=True)
class DropOff:
    """The profiles that reached one step and not the next.

    Parameters
    ----------
    step, missed
        The last step reached, and the one that was missed.
    reached, lost
        How many profiles reached the step, and how many of these went no further.
    too_recent
        How many more reached the step, but too recently to judge; they are in no other number.
    at_risk, low, high
        Revenue at risk in minor units, with its 95 % interval: what completers like them brought
        after the step, less what they brought later themselves; None where there are no completers to
        tell (or, for the interval, fewer than two).
    recoverable
        The part of it that mending this step alone would bring: as many of them would then complete
        as do of those who pass the step.
    later
        What the profiles lost brought later.
    completers
        How many completers the estimate rests on.
    following
        What the profiles lost did next in the same visit, the most frequent first.
    contrasts
        How they differ from completers.
    examples
        Ids of some profiles lost here.
    """

    step: str
    missed: str
    reached: int
    lost: int
    too_recent: int
    at_risk: int | None
    low: int | None
    high: int | None
    recoverable: int | None
    later: int
    completers: int
    following: tuple[tuple[str, int], ...]
    contrasts: tuple[Contrast, ...]
    examples: tuple[int, ...]

    @property
    def share(self) -> float | None:
        """The share of the profiles at the step that were lost there."""
        return self.lost / self.reached if self.reached else None


@dataclass(frozen=True)
class DropOffsResult(Result):
    """The drop-offs of a funnel, by revenue at risk.

    Parameters
    ----------
    n
        How many profiles reached the first step and had the time to reach the last.
    drops
        One a step, the most costly first.
    """

    params: DropOffs
    n: int
    drops: tuple[DropOff, ...]

    def table(self) -> Table:
        """Return one row a drop-off, the most costly first."""
        drops = self.drops
        return Table(
            "Drop-offs by revenue at risk",
            (
                Field("lost_after", "text", [drop.step for drop in drops], "lost after"),
                Field("missed", "text", [drop.missed for drop in drops], detail=True),
                Field("reached", "count", [drop.reached for drop in drops]),
                Field("lost", "count", [drop.lost for drop in drops]),
                Field("share_lost", "share", [drop.share for drop in drops], "share"),
                Field("at_risk", "money", [drop.at_risk for drop in drops], "at risk"),
                Field("low", "money", [drop.low for drop in drops], "at least"),
                Field("high", "money", [drop.high for drop in drops], "at most"),
                Field("recoverable", "money", [drop.recoverable for drop in drops]),
                Field("later", "money", [drop.later for drop in drops], detail=True),
                Field("completers", "count", [drop.completers for drop in drops], detail=True),
                Field("too_recent", "count", [drop.too_recent for drop in drops], detail=True),
                Field("next", "text", [_next(drop) for drop in drops], detail=True),
            ),
            currency=self.params.currency,
        )

    def chart(self) -> Picture:
        """Draw the revenue at risk of each drop-off with its interval."""
        from parcours.charts import bars

        return bars(self.table(), value="at_risk", low="low", high="high")


def _next(drop: DropOff) -> str | None:
    return drop.following[0][0] if drop.following else None


def result_of(params: DropOffs, told: Told) -> DropOffsResult:
    """Match the lost with completers like them, and rank."""
    strata = Strata.of(told.traits)
    drops = [_drop(params, told, strata, level) for level in range(1, len(params.steps))]
    ranked = sorted(drops, key=lambda drop: (-(drop.at_risk or 0), -drop.lost))
    return DropOffsResult(params, _definition(params), len(told.levels), tuple(ranked))


def _drop(params: DropOffs, told: Told, strata: Strata, level: int) -> DropOff:
    lost, complete = told.levels == level, told.levels == len(params.steps)
    completers = Completers.of(strata, complete, told.brought[level - 1])
    later = float(told.later[lost].sum())
    return DropOff(
        step=params.steps[level - 1].name,
        missed=params.steps[level].name,
        reached=int(np.count_nonzero(told.levels >= level)),
        lost=int(np.count_nonzero(lost)),
        too_recent=int(told.still_open[level:].sum()),
        **_money(told, completers, level, later),
        later=round(later),
        completers=completers.count,
        following=_following(told, lost),
        contrasts=_contrasts(told, level, lost, complete),
        examples=tuple(told.profiles[lost][:_EXAMPLES].tolist()),
    )


def _money(told: Told, completers: Completers, level: int, later: float) -> dict[str, int | None]:
    if not completers.count:
        return dict.fromkeys(("at_risk", "low", "high", "recoverable"))
    strata = completers.strata
    expected = completers.expected(strata.count(told.levels == level), strata.count(told.levels > level))
    low, high = map(round, expected.interval(later)) if completers.count > 1 else (None, None)
    return {
        "at_risk": round(expected.brought - later),
        "low": low,
        "high": high,
        "recoverable": max(round(expected.recoverable - later), 0),
    }


def _following(told: Told, lost: Flags) -> tuple[tuple[str, int], ...]:
    counts = np.bincount(told.following[lost] + 1, minlength=len(told.names) + 1)
    names = (NOTHING, *told.names)
    order = np.argsort(-counts, kind="stable")[:_NEXT]
    return tuple((names[at], int(counts[at])) for at in order if counts[at])


def _contrasts(told: Told, level: int, lost: Flags, complete: Flags) -> tuple[Contrast, ...]:
    gone, came = np.flatnonzero(lost), np.flatnonzero(complete)
    traits = zip(CONTRASTS, told.values, (*told.traits, told.payments[level - 1]), strict=True)
    return strongest(
        [c for name, values, codes in traits for c in contrasts(name, values, codes[gone], codes[came])]
    )


def _definition(params: DropOffs) -> Definition:
    money = "revenue" if params.margin is None and params.costs is None else "margin"
    return Definition(
        what=f"Who is lost at each step, and the {money} that is at risk there.",
        formula=(
            "Profiles lost x what completers like them brought after the step within the window, less what "
            f"the same profiles brought later. Alike are those with the same {', '.join(STRATA)} at the "
            f"first step; where fewer than {LEAST} completers are, the last traits are given up. The 95 % "
            "interval holds what just these profiles would have brought: the error of the completers' "
            "means, and by chance so many differ from their mean."
        ),
        exactness="estimated",
    )
