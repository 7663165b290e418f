"""The letter of a Monday, in its reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from parcours.charts.journey_map import Leak
from parcours.messaging import home
from parcours.messaging.letters import Figure, Letter, Link, Paragraph, Part
from parcours.messaging.outgoing import UNSUBSCRIBE, Content
from parcours.web.design.books import say
from parcours.web.overview.attention import Matter
from parcours.web.weekly.editions import Edition
from parcours.words import days

_FEW = 30
"""People at a step below which its share says little."""


def write(edition: Edition, language: str) -> Content:
    """Return the letter of a Monday as one of its readers gets it."""
    with translation.override(language):
        return _letter(edition, language).content()


def _letter(edition: Edition, language: str) -> Letter:
    found = edition.matters()
    leaks = [each for each in found if each.kind == "leak"]
    base = home.public_address()
    parts = [*_opening(edition, language, leaks)]
    parts += [
        _figure(edition, each, leak, base) for each, leak in zip(leaks, edition.now.leaks, strict=False)
    ]
    parts += _causes(found, base)
    if leaks:
        parts.append(Paragraph(say("weekly.how"), is_soft=True))
    return Letter(
        subject=_subject(leaks, edition),
        heading=say("weekly.heading"),
        preview=leaks[0].title if leaks else "",
        parts=tuple(parts),
        language=language,
        why=say("weekly.why" if base else "weekly.why_here"),
        way_out=Link(say("weekly.stop"), UNSUBSCRIBE) if base else None,
    )


def _subject(leaks: list[Matter], edition: Edition) -> str:
    shop = home.this_shop().settings.name
    if not leaks:
        return say("weekly.subject_none", shop=shop)
    cost = leaks[0].cost
    if cost is None:
        return say("weekly.subject_unpriced", shop=shop, leak=leaks[0].title)
    return say("weekly.subject", shop=shop, leak=leaks[0].title, cost=edition.formats.about(cost.value))


def _opening(edition: Edition, language: str, leaks: list[Matter]) -> Iterator[Part]:
    first, last = (days.full(day, language) for day in edition.days)
    yield Paragraph(say("weekly.days", first=first, last=last))
    if edition.is_behind:
        yield Paragraph(say("weekly.behind", day=days.full(edition.about.opened.last, language)))
    if leaks and edition.before is None:
        yield Paragraph(say("weekly.no_week_before"), is_soft=True)
    if not leaks:
        yield Paragraph(say("weekly.too_little"))
        for gap in (each for each in edition.matters() if each.kind == "gap"):
            yield Paragraph(f"{gap.title}: {gap.text}")


def _figure(edition: Edition, said: Matter, leak: Leak, base: str) -> Figure:
    notes = (
        said.interval,
        _change(edition, leak),
        say("weekly.few", count=leak.of, n=leak.of) if leak.of < _FEW else "",
    )
    shown = tuple(note for note in notes if note)
    return Figure(said.title, said.money, shown, said.text, _link(said, base))


def _change(edition: Edition, leak: Leak) -> str:
    """Say what it was a week before; within its range it may be the same."""
    before = edition.earlier(leak)
    if before is None:
        return say("weekly.new") if edition.before else ""
    if leak.at_risk is None or before.at_risk is None:
        return say("weekly.before", value=edition.formats.share(before.n / max(before.of, 1)))
    value = edition.formats.about(before.at_risk.value)
    if leak.at_risk.low <= before.at_risk.value <= leak.at_risk.high:
        return say("weekly.same", value=value)
    return say("weekly.more" if leak.at_risk.value > before.at_risk.value else "weekly.less", value=value)


def _causes(found: list[Matter], base: str) -> list[Part]:
    """Return the cause that certainly costs most, if there is one."""
    first = next((each for each in found if each.kind == "cause"), None)
    if first is None:
        return []
    notes = (first.interval,) if first.interval else ()
    figure = Figure(first.title, first.money, notes, first.text, _link(first, base))
    return [Paragraph(say("weekly.cause")), figure]


def _link(said: Matter, base: str) -> Link | None:
    return Link(say("weekly.open"), f"{base}{said.href}") if base and said.href else None
