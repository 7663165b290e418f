"""Which events are which step of a purchase journey: read from a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from parcours.journeys.document import Section, load
from parcours.journeys.orders.paths import catalogue_steps
from parcours.touchpoints import STEPS

VERSION = 1
SHIPPED = Path(__file__).with_name("template.yaml")
CATALOGUE = "catalogue"


@dataclass(frozen=True)
class Template:
    """The steps of purchase journeys.

    Parameters
    ----------
    steps
        Pairs of an event's name and its step.
    visit_ends_after
        Silence that ends a visit, microseconds.
    frictions_are_obstacles
        Whether every friction before the order is an obstacle.

    Examples
    --------
    >>> dict(Template.load().steps)["Product Viewed"]
    'browsing'
    """

    steps: tuple[tuple[str, str], ...]
    visit_ends_after: int
    frictions_are_obstacles: bool

    @classmethod
    def load(cls, template: Template | str | Path | None = None) -> Template:
        """Return a template: this one, the one in a file, or the one that ships with Parcours.

        Raises
        ------
        InputError
            The file says something that has no meaning; the error names line and key.
        """
        return load(template, cls, SHIPPED, _template)


def _template(file: Section) -> Template:
    file.keys("version", "visit_ends_after", "frictions_are_obstacles", "steps")
    file.integer("version", low=VERSION, high=VERSION)
    return Template(
        steps=tuple(_steps(file.section("steps")).items()),
        visit_ends_after=file.duration("visit_ends_after"),
        frictions_are_obstacles=file.flag("frictions_are_obstacles"),
    )


def _steps(section: Section) -> dict[str, str]:
    section.keys(optional=STEPS)
    listed = {step: section.texts(step) for step in STEPS if step in section}
    named: dict[str, str] = {}
    for step, names in listed.items():
        for name in names:
            if name in named:
                raise section.error(step, f"{name!r} is at two steps", f"It is under {named[name]} already.")
            if name != CATALOGUE:
                named[name] = step
    known = {name: step for name, step in catalogue_steps().items() if CATALOGUE in listed.get(step, ())}
    return known | named
