"""What can be wrong with what people add to the map."""

from __future__ import annotations

from parcours.errors import ParcoursError


class NoteError(ParcoursError):
    """The note says nothing, says too much, or stands at nothing."""
