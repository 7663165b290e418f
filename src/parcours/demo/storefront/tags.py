"""What templates can say: phrases, amounts, days, addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from parcours.demo.storefront import jsonld
from parcours.demo.storefront.assets import asset_url
from parcours.demo.words import LANGUAGES, Text
from parcours.touchpoints import format_money
from parcours.words.days import weekday
from parcours.words.numbers import written

register = Library()


@register.simple_tag(takes_context=True)
def say(context: Any, key: str, **values: Any) -> str:
    """Say a phrase of the shop."""
    phrase: str = context["desk"].say(key, **values)
    return phrase


@register.simple_tag(takes_context=True)
def text(context: Any, value: Text) -> str:
    """Say what the catalogue says."""
    return value.of(context["desk"].language)


@register.simple_tag(takes_context=True)
def money(context: Any, minor: int) -> str:
    """Write an amount."""
    return format_money(minor, "EUR", context["desk"].language)


@register.filter
def units(minor: int) -> str:
    """Write an amount for machines: 79.00."""
    return f"{minor / 100:.2f}"


@register.simple_tag(takes_context=True)
def day(context: Any, moment: date) -> str:
    """Write a day."""
    return weekday(moment, context["desk"].language)


@register.simple_tag(takes_context=True)
def decimal(context: Any, value: float) -> str:
    """Write a number with one decimal."""
    return written(value, 1, context["desk"].language)


@register.simple_tag(takes_context=True)
def at(context: Any, name: str, **parts: Any) -> str:
    """Return the address of a page."""
    address: str = context["desk"].url(name, **parts)
    return address


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a file that may be kept for ever."""
    return asset_url(name)


@register.simple_tag(takes_context=True)
def in_languages(context: Any) -> list[tuple[str, str]]:
    """Return this page's address in every language."""
    request = context["request"]
    rest = request.get_full_path()[3:]
    return [(language, f"/{language}{rest}") for language in LANGUAGES]


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """Write data for search engines as a block of the page."""
    return mark_safe(jsonld.block(data))  # noqa: S308 - `block` escapes what could end it
