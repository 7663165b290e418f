"""What can be wrong with a change of the templates."""

from __future__ import annotations

from parcours.errors import ParcoursError


class GoneError(ParcoursError):
    """What somebody looked at is not there any more; nothing was changed."""


class ConflictError(ParcoursError):
    """Somebody else saved in the meantime; nothing was changed."""
