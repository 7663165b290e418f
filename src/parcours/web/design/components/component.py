"""What all components have in common."""

from __future__ import annotations

from typing import ClassVar, Protocol


class Component(Protocol):
    """Anything that has a template ``design/parts/<template>.html``, where it is called ``it``."""

    template: ClassVar[str]
