"""What things are like, at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Avatar:
    """The first letters of a name; the name itself stands beside it."""

    name: str
    template: ClassVar[str] = "avatar"

    @property
    def initials(self) -> str:
        """The first letter of the first two words."""
        words = [word for word in self.name.replace("@", " ").split() if word[0].isalnum()]
        return "".join(word[0].upper() for word in words[:2]) or "·"
