"""What templates can say and show; loaded in every template."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.template import Context, Engine, Library
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parcours.charts import Picture
from parcours.touchpoints.terms import title
from parcours.web.design import books, components, formats
from parcours.web.design.components import Component, Moment

register = Library()

register.simple_tag(books.say, name="say")
register.filter("say", books.say)
register.simple_tag(formats.change)
register.simple_tag(formats.day)
register.simple_tag(formats.instant)
register.simple_tag(formats.clock)


@register.simple_tag
def number(value: float | None) -> str:
    """Write a number."""
    return formats.now().number(value)


@register.simple_tag
def share(value: float | None) -> str:
    """Write 0..1 as a percentage."""
    return formats.now().share(value)


@register.simple_tag
def money(minor: float | None, currency: str = "") -> str:
    """Write an amount, in the shop's currency where no other is given."""
    return formats.now(currency).money(minor)


@register.simple_tag
def about(minor: float | None, currency: str = "") -> str:
    """Write an estimated amount with the two digits that an estimate deserves."""
    return formats.now(currency).about(minor)


@register.simple_tag
def duration(seconds: float | None) -> str:
    """Write a time."""
    return formats.now().duration(seconds)


@register.simple_tag
def term(key: str) -> str:
    """Say a term of the field: a stage, a step, a touchpoint, a channel."""
    return title(key, books.language())


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a symbol that only decorates."""
    symbol = f"{static('design/sprite.svg')}#i-{name}"
    return format_html('<svg class="icon icon-{}" aria-hidden="true"><use href="{}"/></svg>', name, symbol)


@register.simple_tag(takes_context=True)
def show(context: Context, it: Component | Picture) -> SafeString:
    """Show a component, or a picture of the analyses."""
    if isinstance(it, Picture):
        return SafeString(it.to_html())  # it escapes what it was given
    return _rendered(context, it.template, it=it)


@register.simple_tag(takes_context=True)
def cell(context: Context, it: Component | str) -> SafeString:
    """Show a cell of a table: a component, or a text that people may have written."""
    return format_html("<bdi>{}</bdi>", it) if isinstance(it, str) else show(context, it)


@register.simple_tag(takes_context=True)
def button(context: Context, label: str, **options: Any) -> SafeString:
    """Show a button of a form."""
    return show(context, components.Button(label, **options))


@register.simple_tag(takes_context=True)
def link_button(context: Context, label: str, **options: Any) -> SafeString:
    """Show a link that looks like a button."""
    return show(context, components.LinkButton(label, **options))


@register.simple_tag(takes_context=True)
def avatar(context: Context, name: str) -> SafeString:
    """Show the first letters of a name."""
    return show(context, components.Avatar(name))


@register.simple_tag(takes_context=True)
def badge(context: Context, label: str, tone: components.Tone = "plain") -> SafeString:
    """Show a word about a thing."""
    return show(context, components.Badge(label, tone))


@register.simple_tag(takes_context=True)
def definition(context: Context, text: str) -> SafeString:
    """Show how a number is computed, behind the question."""
    return show(context, components.Definition(text))


@register.simple_block_tag(takes_context=True)
def card(context: Context, content: str, heading: str = "", note: str = "") -> SafeString:
    """Frame what belongs together, under a heading."""
    return _rendered(context, "card", content=content, heading=heading, note=note)


@register.simple_block_tag(takes_context=True)
def dialog(context: Context, content: str, name: str, heading: str) -> SafeString:
    """Keep something that a link with ``dialog=name`` opens over the page."""
    return _rendered(context, "dialog", content=content, name=name, heading=heading)


@register.simple_tag(takes_context=True)
def without(context: Context, *names: str) -> str:
    """Return this page's address without some parameters, from the first page of its list."""
    return f"?{_left(context, (*names, 'cursor')).urlencode()}"


@register.simple_tag(takes_context=True)
def keep(context: Context, but: Iterable[str]) -> SafeString:
    """Keep the parameters of the address in a form that asks by GET, but those that it asks itself."""
    pairs = [(name, value) for name, values in _left(context, but).lists() for value in values]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag(takes_context=True)
def last_days(context: Context, days: int | str) -> str:
    """Return this page's address for the last days, or for a period of the calendar."""
    left = _left(context, ("from", "to", "cursor"))
    left["period"] = str(days)
    return f"?{left.urlencode()}"


@register.simple_tag
def by_day(moments: Iterable[Moment]) -> list[tuple[date, list[Moment]]]:
    """Group what happened by the shop's days."""
    days = groupby(moments, key=lambda moment: formats.here(moment.at).date())
    return [(day, list(found)) for day, found in days]


def _left(context: Context, taken: Iterable[str]) -> QueryDict:
    left: QueryDict = context["request"].GET.copy()
    for name in taken:
        left.pop(name, None)
    return left


def _rendered(context: Context, template: str, **values: Any) -> SafeString:
    parsed = Engine.get_default().get_template(f"design/parts/{template}.html")
    with context.push(**values):
        return parsed.render(context)
