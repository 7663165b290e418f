"""Every part in its states, for the page of examples."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from parcours.charts import Field, Picture, bars
from parcours.charts import Table as Numbers
from parcours.touchpoints.terms import title
from parcours.web.design import components as parts
from parcours.web.design import formats
from parcours.web.design.books import language, say, say_later
from parcours.web.design.components import Component, LinkButton
from parcours.web.design.forms import Day, FileDrop
from parcours.web.period import period_of

_LAST = date(2026, 6, 30)
_NOON = datetime(2026, 6, 30, 10, 15, tzinfo=UTC)
_HERE = "/design/"
_STAGES = {
    "awareness": 41_210,
    "consideration": 12_480,
    "conversion": 3_110,
    "retention": 2_050,
    "advocacy": 164,
}
WRONG = {"name": "", "mail": "ana@", "way": "awareness"}
_PEOPLE = (
    ("Noa Ben-David", "retention", 86_400, "won_back"),
    ("נועה בן־דוד", "advocacy", 214_990, ""),
    ("Zoé L’Herbier-Montaigne", "conversion", 4_250, "at_risk"),
    ("<script>alert(1)</script>", "consideration", 0, "complaint_open"),
)


class Form(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=say_later("design.examples.name"), help_text=say_later("design.examples.help")
    )
    mail = forms.EmailField(label=say_later("design.examples.mail"))
    stage = forms.ChoiceField(label=say_later("design.examples.stage"), required=False)
    day = forms.DateField(label=say_later("design.period.from"), widget=Day, required=False)
    way = forms.ChoiceField(label=say_later("design.examples.way"), widget=forms.RadioSelect)
    note = forms.CharField(label=say_later("design.examples.note"), widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label=say_later("design.examples.agreed"), required=False)
    file = forms.FileField(label=say_later("design.examples.file"), widget=FileDrop, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(stage, title(stage, language())) for stage in _STAGES]
        self.fields["stage"].choices = choices  # type: ignore[attr-defined]  # a field of choices has them
        self.fields["way"].choices = choices[:2]  # type: ignore[attr-defined]


def reading(done: int) -> parts.Progress:
    """Return how far something is, with the address of how far it will be next."""
    then = reverse("design:progress", args=(done + 19,))
    return parts.Progress(
        say("design.examples.reading"), done, 100, then, detail=formats.now().share(done / 100)
    )


def everything(asked: QueryDict) -> dict[str, Any]:
    """Return what the page shows."""
    return {
        "crumbs": parts.Crumbs(((say("design.examples.stage"), _HERE), ("נועה בן־דוד", _HERE))),
        "picker": parts.PeriodPicker(period_of(asked, _LAST)),
        "filters": _filters(asked),
        "table": _table(asked.get("sort", "-spent")),
        "nobody": parts.Table(say("design.examples.people"), (), (), _nothing()),
        "stats": _stats(),
        "marks": _marks(),
        "states": _states(),
        "places": _places(),
        "timeline": _timeline(),
        "copy": parts.CopyField(say("design.examples.key"), "pk_live_9f2c41d07ab35e68"),
        "menu": parts.Menu(say("design.shell.more"), (parts.Item(say("design.copy.do"), _HERE, "copy"),)),
        "removing": LinkButton(say("design.filters.remove"), _HERE, "danger", "trash", dialog="removing"),
        "picture": _picture(),
        "noon": _NOON,
    }


def _stats() -> list[parts.Stat]:
    how = parts.Definition(say("design.examples.how"), ((say("design.period.from"), "2026-06-03"),))
    line = parts.Sparkline((12, 14, 13, 19, 17, 24, 22, 31), say("design.examples.people"))
    count, write = parts.Stat, formats.now()
    return [
        count(say("design.examples.people"), write.count(4_210), how, line=line, change=_change(0.124)),
        count(
            say("design.examples.spent"),
            write.money(3_120_050),
            how,
            n=say("design.examples.n", count=1_204),
            interval=f"{write.about(2_900_000)} – {write.about(3_300_000)}",
            change=_change(-0.031),
            href=_HERE,
        ),
        count(say("design.examples.left"), write.share(0.684), how, change=_change(0.02, good="down")),
        count(say("design.examples.stage"), write.share(None), how, change=_change(None)),
    ]


def _change(share: float | None, good: parts.Good = "up") -> parts.Change:
    return parts.Change(share, good, say("design.examples.before"))


def _table(sort: str) -> parts.Table:
    columns = (
        parts.Column(say("design.examples.name"), sort="name"),
        parts.Column(say("design.examples.stage")),
        parts.Column(say("design.examples.share")),
        parts.Column(say("design.examples.spent"), "number", "spent"),
    )
    rows = [_person(*person) for person in _PEOPLE]
    pager = parts.Pager(next="2", previous="0")
    return parts.Table(say("design.examples.people"), columns, rows, _nothing(), sort, pager)


def _person(name: str, stage: str, spent: int, flag: str) -> parts.Row:
    share = parts.Bar(spent / 214_990, formats.now().share(spent / 214_990))
    mark: Component = parts.Flag(flag) if flag else parts.StageBadge(stage)
    return parts.Row((name, mark, share, formats.now().money(spent)), _HERE)


def _nothing() -> parts.Empty:
    action = LinkButton(say("design.shell.own_shop"), _HERE, "primary", "import")
    return parts.Empty(say("design.examples.nobody"), say("design.examples.then"), action, "people")


def _filters(asked: QueryDict) -> parts.FilterBar:
    options = tuple(parts.Option(stage, title(stage, language())) for stage in _STAGES)
    stage = parts.Filter("stage", say("design.examples.stage"), options, asked.get("stage", "retention"))
    return parts.FilterBar((stage,), parts.Search(say("design.examples.find"), asked.get("q", "")))


def _marks() -> list[Component]:
    badges = [parts.Badge(say(f"design.examples.tones.{tone}"), tone) for tone in parts.TONES]
    stages = [parts.StageBadge(stage) for stage in _STAGES]
    flags = [parts.Flag(flag) for flag in ("at_risk", "lapsed", "lost", "won_back", "complaint_open")]
    return [*badges, *stages, *flags]


def _states() -> list[Component]:
    notices = [
        parts.Notice(say("design.examples.then"), tone, say(f"design.examples.tones.{tone}"))
        for tone in parts.TONES
    ]
    return [*notices, reading(62), parts.Skeleton(say("design.examples.reading"))]


def _places() -> list[Component]:
    tabs = tuple(
        parts.Tab(title(stage, language()), _HERE, stage == "conversion", formats.now().count(count))
        for stage, count in _STAGES.items()
    )
    steps = tuple(say(f"design.examples.steps.{step}") for step in ("file", "check", "read"))
    return [
        parts.Tabs(say("design.examples.stage"), tabs),
        parts.Stepper(say("design.examples.reading"), steps, 1),
    ]


def _timeline() -> parts.Timeline:
    review = "המשלוח הגיע יום לפני הזמן – מושלם"
    moments = (
        parts.Moment(_NOON, title("Reviews read", language()), review, "edit", (parts.Badge("5/5", "good"),)),
        parts.Moment(_NOON - timedelta(hours=2), title("Checkout", language()), icon="bag", href=_HERE),
        parts.Moment(_NOON - timedelta(days=3), title("Search", language()), "linen shirt", "search"),
    )
    return parts.Timeline(moments)


def _picture() -> Picture:
    names = [title(stage, language()) for stage in _STAGES]
    numbers = Numbers(
        say("design.examples.stage"),
        (
            Field(say("design.examples.stage"), "text", names),
            Field(say("design.examples.people"), "count", list(_STAGES.values())),
        ),
    )
    return bars(numbers, value=say("design.examples.people"), language=language())
