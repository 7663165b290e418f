"""The templates of a shop: files in its folder, which people, programs and the screens edit.

What lies in the folder holds. Where a file is missing, the template that ships with Parcours does, and a
newer one once Parcours is newer.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from parcours.errors import StorageError
from parcours.eventlog.place import storing, sync, sync_folder
from parcours.shop.left_out import FILE as LEFT_OUT

if TYPE_CHECKING:
    from parcours.journeys.templates import Templates

Kind = Literal["stages", "steps"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class TemplateFile:
    """One of the templates: its text, and whether that is the shop's own."""

    kind: Kind
    text: str
    is_own: bool

    @property
    def digest(self) -> str:
        """What tells one text from another."""
        return digest(self.text)


def file_of(folder: Path, kind: Kind) -> Path:
    """Return where the shop's own template lies, or would lie."""
    return folder / f"{kind}.yaml"


def template_file(folder: Path, kind: Kind) -> TemplateFile:
    """Return the template that holds.

    Raises
    ------
    StorageError
        The file is there and cannot be read.
    """
    try:
        return TemplateFile(kind, file_of(folder, kind).read_text("utf-8"), is_own=True)
    except FileNotFoundError:
        return TemplateFile(kind, shipped(kind), is_own=False)
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"The template {file_of(folder, kind)} cannot be read: {error}.") from error


def rules_changed(folder: Path) -> tuple[int, ...]:
    """Return what is another once somebody has changed a template, or which orders count."""
    return (*(changed(file_of(folder, kind)) for kind in KINDS), changed(folder / LEFT_OUT))


def changed(file: Path) -> int:
    """Return when a file was changed, nanoseconds; 0 where there is none."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def put_template(folder: Path, kind: Kind, text: str) -> None:
    """Let a text hold from now on, whole or not at all; the one that ships needs no file.

    Raises
    ------
    StorageError
        The disk is full or refuses.
    """
    place = file_of(folder, kind)
    with storing("write a template"):
        if text == shipped(kind):
            place.unlink(missing_ok=True)
        else:
            fresh = place.with_suffix(".new")
            fresh.write_bytes(text.encode())
            sync(fresh)
            fresh.replace(place)
        sync_folder(folder)


def templates_of(folder: Path) -> Templates:
    """Return the shop's own templates.

    Raises
    ------
    InputError
        A file says something that has no meaning; the error names line and key.
    """
    from parcours.journeys.purchase_journeys.template import Template as StepTemplate
    from parcours.journeys.stages.template import Template as StageTemplate
    from parcours.journeys.templates import Templates

    stages, steps = (template_file(folder, kind) for kind in KINDS)
    return Templates(
        stages=StageTemplate.parse(stages.text) if stages.is_own else None,
        steps=StepTemplate.parse(steps.text) if steps.is_own else None,
    )


def shipped(kind: Kind) -> str:
    """Return the template that ships with Parcours."""
    from parcours.journeys.purchase_journeys.template import SHIPPED as STEPS
    from parcours.journeys.stages.template import SHIPPED as STAGES

    return (STAGES if kind == "stages" else STEPS).read_text("utf-8")


def digest(text: str) -> str:
    """Return what tells a text from another."""
    return sha256(text.encode()).hexdigest()[:32]
