"""What every page shows of the log being read."""

from __future__ import annotations

from django.template import Library

from parcours.web.setup.selectors import reading

register = Library()


@register.inclusion_tag("setup/reading.html")
def log_being_read() -> dict[str, object]:
    """Show how much of the log the state has read, while it has not read all."""
    return {"reading": reading()}
