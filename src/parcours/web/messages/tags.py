"""What every page shows while no message leaves."""

from __future__ import annotations

from django.template import Context, Library

from parcours.messaging.selectors import paused
from parcours.state.actor import Actor

register = Library()


@register.inclusion_tag("messages/paused.html", takes_context=True)
def messages_paused(context: Context) -> dict[str, object]:
    """Say that nothing leaves, and who can change it."""
    actor: Actor | None = getattr(context["request"], "actor", None)
    if actor is None:
        return {}
    return {"paused": paused(), "may_message": actor.may("message")}
