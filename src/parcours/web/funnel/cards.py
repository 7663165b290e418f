"""The funnel's numbers as its page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from parcours.journeys.drop_offs.contrast import Contrast
from parcours.journeys.drop_offs.result import NOTHING, DropOff
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Bar, Change, Column, Empty, Row, Table
from parcours.web.explore.events import event_title
from parcours.web.explore.numbers import about, change, count
from parcours.web.explore.people import Named
from parcours.web.explore.traits import trait_title, value_title
from parcours.web.funnel.query import Asking
from parcours.web.funnel.selectors import Breakdown, Counted, Passage


@dataclass(frozen=True)
class Stair:
    """One step: how many came, and how many of them were lost before the next."""

    number: int
    name: str
    passage: Passage
    bar: Bar
    change: Change | None
    lost: str
    reached_query: str
    lost_query: str
    is_open: bool = False


def stairs(now: Counted, before: Counted | None, asking: Asking, opened: int) -> Iterator[Stair]:
    """Yield the steps; the drop-off after number ``opened`` is the one shown."""
    following = [*(passage.count for passage in now.passages[1:]), None]
    for at, passage in enumerate(now.passages):
        after = following[at]
        number = at + 1
        yield Stair(
            number=number,
            name=event_title(passage.name),
            passage=passage,
            bar=Bar(passage.of_first or 0.0, formats.now().share(passage.of_first)),
            change=change(passage.count, before.passages[at].count) if before else None,
            lost="" if after is None else _lost(passage.count - after),
            reached_query=asking.query(reached=number),
            lost_query=asking.query(lost=number),
            is_open=number == opened,
        )


def _lost(n: int) -> str:
    return say("funnel.lost.count", count=n, n=count(n))


def groups_table(groups: tuple[Breakdown, ...], asking: Asking) -> Table:
    """Return one row a value of the breakdown."""
    names = tuple(Column(event_title(step), "number") for step in asking.steps)
    rows = [
        Row(
            (
                value_title(asking.by, group.value),
                *(count(each) for each in group.counts),
                formats.now().share(group.share),
            )
        )
        for group in groups
    ]
    columns = (Column(trait_title(asking.by)), *names, Column(say("funnel.through"), "number"))
    return Table(
        say("funnel.by_caption", trait=trait_title(asking.by)),
        columns,
        rows,
        Empty(say("funnel.nobody"), say("funnel.nobody_why")),
    )


Walk = tuple[Named, tuple[tuple[str, int], ...]]
"""A profile, and what it met last."""


@dataclass(frozen=True)
class LostCard:
    """A drop-off in words."""

    title: str
    of: str
    too_recent: str
    money: str
    interval: str
    recoverable: str
    traits: tuple[str, ...]
    following: tuple[tuple[str, Bar], ...]
    examples: tuple[tuple[Named, str], ...]
    people: str


def lost_card(drop: DropOff, step: int, asking: Asking, walks: Sequence[Walk]) -> LostCard:
    """Say who is lost after a step, what that costs, and how some of them walked."""
    return LostCard(
        title=say("funnel.lost.title", step=event_title(drop.step), missed=event_title(drop.missed)),
        of=say("funnel.lost.of", n=count(drop.lost), of=count(drop.reached)),
        too_recent=_too_recent(drop.too_recent),
        money=say("funnel.lost.money", value=about(drop.at_risk)) if drop.at_risk is not None else "",
        interval=_interval(drop),
        recoverable=say("funnel.lost.recoverable", value=about(drop.recoverable)) if drop.recoverable else "",
        traits=tuple(_trait(contrast, drop) for contrast in drop.contrasts),
        following=tuple((_next(name), _bar(n, drop.lost)) for name, n in drop.following),
        examples=tuple((profile, _walked(walk)) for profile, walk in walks),
        people=f"{reverse('funnel:people')}?{asking.query(lost=step)}",
    )


def _walked(walk: tuple[tuple[str, int], ...]) -> str:
    met = (event_title(name) + (f" ×{times}" if times > 1 else "") for name, times in walk)
    return say("funnel.lost.then").join(met)


def _too_recent(n: int) -> str:
    return say("funnel.lost.too_recent", count=n, n=count(n)) if n else ""


def _interval(drop: DropOff) -> str:
    if drop.low is None or drop.high is None:
        return ""
    return say("explore.interval", low=about(drop.low), high=about(drop.high))


def _trait(contrast: Contrast, drop: DropOff) -> str:
    shown = formats.now()
    return say(
        "funnel.lost.trait",
        trait=trait_title(contrast.trait),
        value=value_title(contrast.trait, contrast.value),
        lost=shown.share(contrast.lost / drop.lost if drop.lost else None),
        through=shown.share(contrast.completed / drop.completers if drop.completers else None),
    )


def _next(name: str) -> str:
    return say("funnel.lost.left") if name == NOTHING else event_title(name)


def _bar(n: int, of: int) -> Bar:
    return Bar(n / of if of else 0.0, f"{count(n)} · {formats.now().share(n / of if of else None)}")
