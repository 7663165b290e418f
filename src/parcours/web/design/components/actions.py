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
    """A link that looks like a button; ``dialog`` names the dialog that says the same without leaving."""

    label: str
    href: str
    kind: Kind = "plain"
    icon: str = ""
    dialog: str = ""
    template: ClassVar[str] = "link_button"


@dataclass(frozen=True)
class Item:
    """A line of a menu."""

    label: str
    href: str
    icon: str = ""


@dataclass(frozen=True)
class Menu:
    """Links behind one button."""

    label: str
    items: tuple[Item, ...]
    icon: str = "more"
    template: ClassVar[str] = "menu"


@dataclass(frozen=True)
class CopyField:
    """A text to take elsewhere: a link, a key, a snippet."""

    label: str
    text: str
    template: ClassVar[str] = "copy_field"
