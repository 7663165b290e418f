"""What templates ask about signing in."""

from __future__ import annotations

from django.http import HttpRequest
from django.template import Context, Library

from parcours.messaging.selectors import lets_in
from parcours.web.accounts.adapter import can_have_passkeys

register = Library()


@register.simple_tag(takes_context=True)
def passkeys_work(context: Context) -> bool:
    """Return whether browsers take passkeys at this address."""
    request: HttpRequest = context["request"]
    return can_have_passkeys(request)


@register.simple_tag
def mail_works() -> bool:
    """Return whether the shop can send mail."""
    return lets_in()
