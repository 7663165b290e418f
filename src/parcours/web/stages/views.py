"""The stages' screen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from parcours.charts.formats import UNKNOWN
from parcours.journeys.stages import Move, Template
from parcours.touchpoints import STAGES, title
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design import formats
from parcours.web.design.books import language, say
from parcours.web.design.components import Column, Definition, Empty, Flag, Row, Sparkline, Stat, Table
from parcours.web.explore.numbers import change, count
from parcours.web.explore.screen import Asked, Context, Part, asked, nothing_yet, show
from parcours.web.explore.who import show_people
from parcours.web.stages.rules import reason_told, told
from parcours.web.stages.selectors import FindInStage, Flagged, InStage, Lifecycle, ReadStages

FLAGS = ("at_risk", "lapsed", "lost", "won_back", "complaint_open")
_BETTER = {"awareness": "neither", "consideration": "neither"}


@needs("see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show who is in which stage, who moved and why, and the rules."""
    about = asked(request)
    if about.opened.is_empty:
        return nothing_yet(request, say("stages.nav"))
    rules = Template.load(about.opened.journeys.templates.stages)
    return show(request, about, "stages/home.html", _PARTS, {"rules": list(told(rules))})


@needs("see")
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    """Show who is in a stage, or bears a flag."""
    about = asked(request)
    stage = next((each for each in STAGES if each == request.GET.get("stage")), "")
    flag = next((each for each in FLAGS if each == request.GET.get("flag")), "")
    names = [title(stage, language())] if stage else []
    names += [say(f"design.flags.{flag}")] if flag else []
    return show_people(
        request,
        about,
        FindInStage(about.period.last, stage, flag),
        title=" · ".join(names) or say("stages.everybody"),
        back=reverse("stages:home"),
    )


def _now(request: HttpRequest, about: Asked) -> Context | None:
    found = about.ask(ReadStages.of(about))
    if found is None:
        return None
    return {
        "answer": found,
        "stats": [_stat(stage, found.value) for stage in found.value.stages],
        "flags": _flags(found.value.flags),
        "customers": say("stages.customers", count=found.value.customers, n=count(found.value.customers)),
    }


def _moves(request: HttpRequest, about: Asked) -> Context | None:
    found = about.ask(ReadStages.of(about))
    if found is None:
        return None
    moves = [move for move in found.value.moves if move.from_stage]
    return {
        "answer": found,
        "matrix": _matrix(found.value.moves),
        "stages": [title(stage, language()) for stage in STAGES],
        "moves": _table(moves),
    }


def _stat(stage: InStage, whole: Lifecycle) -> Stat:
    name = title(stage.name, language())
    stayed = formats.now().duration(stage.median_seconds)
    return Stat(
        label=name,
        value=count(stage.now),
        definition=Definition(say("stages.how")),
        n=say("stages.share", share=formats.now().share(stage.share), n=count(whole.n)),
        interval=say("stages.stayed", time=stayed) if stage.median_seconds is not None else "",
        change=change(stage.now, stage.before, good=_BETTER.get(stage.name, "up")),  # type: ignore[arg-type]
        line=Sparkline(stage.course, say("stages.course", stage=name)) if len(stage.course) > 1 else None,
        href=f"{reverse('stages:people')}?stage={stage.name}",
    )


def _flags(flags: tuple[Flagged, ...]) -> Table:
    columns = (
        Column(say("stages.flag")),
        Column(say("stages.customers_head"), "number"),
        Column(say("stages.share_head"), "number"),
    )
    rows = [
        Row(
            (Flag(each.name), count(each.customers), formats.now().share(each.share)),
            f"{reverse('stages:people')}?flag={each.name}",
        )
        for each in flags
    ]
    return Table(say("stages.flags"), columns, rows, Empty(say("stages.nobody"), say("stages.nobody_why")))


def _matrix(moves: tuple[Move, ...]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return a row a stage to come from: the count in words, and how much of the most it is, in tenths."""
    counts = {(move.from_stage, move.to_stage): move.count for move in moves}
    most = max((n for (before, _), n in counts.items() if before), default=1)
    return [
        (
            title(before, language()) if before else say("stages.first_seen"),
            [_tint(counts.get((before, after), 0), most, tinted=before is not None) for after in STAGES],
        )
        for before in (None, *STAGES)
    ]


def _tint(n: int, most: int, *, tinted: bool) -> tuple[str, int]:
    return (count(n) if n else UNKNOWN, round(10 * n / most) if tinted else 0)


def _table(moves: list[Move]) -> Table:
    columns = (
        Column(say("stages.move")),
        Column(say("stages.profiles"), "number"),
        Column(say("stages.stay"), "number"),
        Column(say("stages.why")),
    )
    return Table(
        say("stages.moves"),
        columns,
        [_row(move) for move in moves],
        Empty(say("stages.no_moves"), say("stages.no_moves_why")),
    )


def _row(move: Move) -> Row:
    spoken = language()
    names = {"before": title(move.from_stage or "", spoken), "after": title(move.to_stage, spoken)}
    reasons = " · ".join(f"{reason_told(reason)} ({count(reason.profiles)})" for reason in move.reasons)
    stayed = formats.now().duration(move.median_stay)
    return Row((say("stages.from_to", **names), count(move.count), stayed, reasons))


_PARTS = (
    Part("now", "stages/now.html", _now),
    Part("moves", "stages/moves.html", _moves),
)
