"""What people press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

Kind = Literal["plain", "primary", "danger", "quiet"]


@dataclass(frozen=True)
class Button:
    """A button of the form around it."""

    label: str
    kind: Kind = "plain"
    icon: str = ""
    name: str = ""
    value: str = ""
    disabled: bool = False
    template: ClassVar[str] = "button"


@dataclass(frozen=True)
class LinkButton:
    """A link that looks like a button."""

    label: str
    href: str
    kind: Kind = "plain"
    icon: str = ""
    template: ClassVar[str] = "link_button"
