"""What templates can say and show; loaded in every template."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.template import Context, Library
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from parcours.charts import Picture
from parcours.web.design import books, formats
from parcours.web.design.components import Component, actions, states

register = Library()

register.simple_tag(books.say, name="say")
register.filter("say", books.say)


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
def duration(seconds: float | None) -> str:
    """Write a time."""
    return formats.now().duration(seconds)


@register.simple_tag
def day(moment: date | datetime | None) -> SafeString:
    """Write a day, of the shop's zone where an instant is given."""
    return formats.day(moment)


@register.simple_tag
def instant(moment: datetime | None) -> SafeString:
    """Write an instant to the minute, in the shop's zone."""
    return formats.instant(moment)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a symbol that only decorates."""
    symbol = f"{static('design/sprite.svg')}#i-{name}"
    return format_html('<svg class="icon icon-{}" aria-hidden="true"><use href="{}"/></svg>', name, symbol)


@register.simple_tag(takes_context=True)
def show(context: Context, it: Component | Picture | str) -> SafeString:
    """Show a component, a picture of the analyses, or a text."""
    if isinstance(it, str):
        return conditional_escape(it)
    if isinstance(it, Picture):
        return SafeString(it.to_html())  # it escapes what it was given
    template = context.template.engine.get_template(f"design/parts/{it.template}.html")
    with context.push(it=it):
        return template.render(context)


@register.simple_tag(takes_context=True)
def button(context: Context, label: str, **options: Any) -> SafeString:
    """Show a button of a form."""
    return show(context, actions.Button(label, **options))


@register.simple_tag(takes_context=True)
def link_button(context: Context, label: str, **options: Any) -> SafeString:
    """Show a link that looks like a button."""
    return show(context, actions.LinkButton(label, **options))


@register.simple_tag(takes_context=True)
def avatar(context: Context, name: str) -> SafeString:
    """Show the first letters of a name."""
    return show(context, states.Avatar(name))
