"""The steps of a purchase journey, and which events are which step: read from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from parcours.journeys.document import Section, load, read_text
from parcours.journeys.orders.paths import DELIVERY, FIRST_CONTACT, OBSTACLES, ORDER, catalogue_steps
from parcours.journeys.orders.paths_kernel import MOST_STEPS
from parcours.journeys.purchase_journeys.writing import written
from parcours.touchpoints import EVENTS, GROUPS, STAGES
from parcours.words.languages import LANGUAGES

VERSION = 1
SHIPPED = Path(__file__).with_name("template.yaml")
CATALOGUE = "catalogue"
LONGEST_CODE = 32
LONGEST_WORD = 500
EMOTIONS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Emotion:
    """How customers are assumed to feel at a step, from 1 (very annoyed) to 5 (delighted), and why."""

    level: int
    why: str = ""


@dataclass(frozen=True)
class TemplateStep:
    """One step.

    Parameters
    ----------
    name
        Its code: small letters, digits and underscores.
    stage
        The stage of the lifecycle beside which it stands.
    events
        The events by which a journey reaches it.
    titles
        Pairs of a language and what the shop calls it there; the usual term where there is none.
    emotion
        How customers are assumed to feel there.
    """

    name: str
    stage: str
    events: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    emotion: Emotion | None = None


@dataclass(frozen=True)
class Template:
    """The steps of purchase journeys, in their order: what stands after the order happens after it.

    Parameters
    ----------
    steps
        The steps.
    visit_ends_after
        Silence that ends a visit, microseconds.
    frictions_are_obstacles
        Whether every friction before the order is an obstacle.
    edition
        Which of the templates that ship it was made from.

    Examples
    --------
    >>> Template.load().step_of["Product Viewed"]
    'browsing'
    """

    steps: tuple[TemplateStep, ...]
    visit_ends_after: int
    frictions_are_obstacles: bool
    edition: int = 1

    @cached_property
    def step_of(self) -> dict[str, str]:
        """The step of each event that has one."""
        return {event: step.name for step in self.steps for event in step.events}

    @property
    def names(self) -> tuple[str, ...]:
        """The codes of the steps."""
        return tuple(step.name for step in self.steps)

    @cached_property
    def step_of_places(self) -> dict[str, str]:
        """The step of each touchpoint of the map: where most of its events are, else its usual one."""
        return {group.name: self._step_of_place(group.name, group.step) for group in GROUPS}

    def _step_of_place(self, group: str, usual: str) -> str:
        found = [self.step_of[event.name] for event in EVENTS if _counts(event.name, group, self.step_of)]
        if not found or usual in found:
            return usual if usual in self.names else ""
        return max(self.names, key=found.count)

    @classmethod
    def parse(cls, text: str, name: str = "steps.yaml") -> Template:
        """Return the template that a YAML text holds; ``name`` is what errors call it.

        Raises
        ------
        DocumentError
            The text says something that has no meaning.
        """
        return _template(read_text(text, name))

    @classmethod
    def load(cls, template: Template | str | Path | None = None) -> Template:
        """Return a template: this one, the one in a file, or the one that ships with Parcours.

        Raises
        ------
        InputError
            The file says something that has no meaning; the error names line and key.
        """
        return load(template, cls, SHIPPED, _template)

    def to_yaml(self) -> str:
        """Return the template as a file; what is read from it is the same."""
        return written(self)


def _counts(event: str, group: str, step_of: dict[str, str]) -> bool:
    return event in step_of and _GROUP_OF[event] == group


_GROUP_OF = {event.name: event.group for event in EVENTS}
_PLACES = {event.name: place for place, event in enumerate(EVENTS)}


def _template(file: Section) -> Template:
    known = ("version", "visit_ends_after", "frictions_are_obstacles", "steps")
    file.keys(*known, optional=("edition",))
    file.integer("version", low=VERSION, high=VERSION)
    return Template(
        steps=_steps(file),
        visit_ends_after=file.duration("visit_ends_after"),
        frictions_are_obstacles=file.flag("frictions_are_obstacles"),
        edition=file.integer("edition", low=0, high=10**6) if "edition" in file else 1,
    )


def _steps(file: Section) -> tuple[TemplateStep, ...]:
    sections = file.sections("steps")
    if len(sections) > MOST_STEPS:
        what, expected = "there are too many steps", f"At most {MOST_STEPS}."
        raise file.error("steps", what, expected, problem="too_many_steps", most=MOST_STEPS)
    listed = [_step(section) for section in sections]
    names = tuple(step.name for step, _ in listed)
    for at, section in enumerate(sections):
        if names[at] in names[:at]:
            raise section.error("name", "the step is there twice", "Rename one.", problem="step_twice")
    _check_order(file, names)
    step_of = _step_of(sections, listed)
    return tuple(replace(step, events=_events(step.name, step_of)) for step, _ in listed)


def _step(section: Section) -> tuple[TemplateStep, tuple[str, ...]]:
    section.keys("name", "stage", optional=("events", "titles", "emotion"))
    step = TemplateStep(
        name=section.code("name", longest=LONGEST_CODE),
        stage=section.choice("stage", STAGES),
        titles=_titles(section.section("titles")) if "titles" in section else (),
        emotion=_emotion(section.section("emotion")) if "emotion" in section else None,
    )
    return step, section.texts("events") if "events" in section else ()


def _titles(section: Section) -> tuple[tuple[str, str], ...]:
    section.keys(optional=LANGUAGES)
    return tuple((language, section.title(language)) for language in LANGUAGES if language in section)


def _emotion(section: Section) -> Emotion:
    section.keys("level", optional=("why",))
    level = section.integer("level", low=EMOTIONS[0], high=EMOTIONS[-1])
    return Emotion(level, section.title("why", longest=LONGEST_WORD) if "why" in section else "")


def _step_of(
    sections: list[Section], listed: Sequence[tuple[TemplateStep, tuple[str, ...]]]
) -> dict[str, str]:
    """Return the step of each event: where it is named, else where the catalogue puts it."""
    named: dict[str, str] = {}
    for section, (step, events) in zip(sections, listed, strict=True):
        for event in events:
            if event in named:
                what, expected = f"{event!r} is at two steps", f"It is under {named[event]} already."
                values = {"event": event, "step": named[event]}
                raise section.error("events", what, expected, problem="two_steps", **values)
            if event != CATALOGUE:
                named[event] = step.name
    following = {step.name for step, events in listed if CATALOGUE in events}
    return {event: step for event, step in catalogue_steps().items() if step in following} | named


def _events(step: str, step_of: Mapping[str, str]) -> tuple[str, ...]:
    found = (event for event, where in step_of.items() if where == step)
    return tuple(sorted(found, key=lambda event: (_PLACES.get(event, len(_PLACES)), event)))


def _check_order(file: Section, names: tuple[str, ...]) -> None:
    """Demand the steps without which there is no journey, each on its side of the order."""
    for needed in (FIRST_CONTACT, ORDER):
        if needed not in names:
            what, expected = f"the step {needed!r} is missing", "A journey cannot do without it."
            raise file.error("steps", what, expected, problem="step_missing", step=needed)
    order = names.index(ORDER)
    if names[0] != FIRST_CONTACT:
        raise file.error("steps", "'first_contact' is not the first", "Put it first.", problem="not_first")
    if OBSTACLES in names[order:]:
        raise file.error("steps", "'obstacles' is after 'order'", "Put it before.", problem="after_order")
    if DELIVERY in names[:order]:
        raise file.error("steps", "'delivery' is before 'order'", "Put it after.", problem="before_order")
