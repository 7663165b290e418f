"""Labels of forms, ours and the library's: ``accounts.fields.<name>``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from parcours.web.design.books import say


class InOurWords:
    """Labels and hints are ours; placeholders, which vanish when one types, are none."""

    hints: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():  # type: ignore[attr-defined]  # a form comes next
            field.label = say(f"accounts.fields.{name}")
            field.help_text = say(self.hints[name]) if name in self.hints else ""
            field.widget.attrs.pop("placeholder", None)
