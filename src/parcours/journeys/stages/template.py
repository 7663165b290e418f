"""The rules that say which stage a profile is in: read from a file, told in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from parcours.journeys.document import Section, load, read_text
from parcours.journeys.stages.writing import written
from parcours.touchpoints.schema import STAGES
from parcours.touchpoints.time.durations import format_duration

VERSION = 1
SHIPPED = Path(__file__).with_name("template.yaml")
FLAGS = ("at_risk", "lapsed", "lost")
MOST_RULES = 30
MOST_ACTS = 30
MOST_VISITS = 8


@dataclass(frozen=True)
class Act:
    """Something a profile did within a window.

    Parameters
    ----------
    events
        Any of these.
    within
        The window, microseconds.
    visits
        In how many different visits it happened within the window.
    least_score
        With what score at least; None asks for none.
    verified
        Whether the word of a browser is not enough.
    """

    events: tuple[str, ...]
    within: int
    visits: int = 1
    least_score: float | None = None
    verified: bool = False

    def __str__(self) -> str:
        told = " or ".join(self.events)
        told += "" if self.least_score is None else f" with a score of {self.least_score:g} or more"
        told += ", told by a server or the shop," if self.verified else ""
        told += f" in {self.visits} visits" if self.visits > 1 else ""
        return f"{told} within {format_duration(self.within)}"


@dataclass(frozen=True)
class FirstOrder:
    """The first order that counts is fresh; lengths in microseconds."""

    after_delivery: int
    without_delivery: int

    def __str__(self) -> str:
        return (
            f"a first paid order, until {format_duration(self.after_delivery)} after its delivery "
            f"({format_duration(self.without_delivery)} after the order while no delivery is known)"
        )


@dataclass(frozen=True)
class Rule:
    """When a profile is in a stage: by what it did, by its first order, or by any order that counts.

    A rule that is ``off`` is kept, and never holds.
    """

    name: str
    stage: str
    acts: tuple[Act, ...] = ()
    first_order: FirstOrder | None = None
    unless_complaint: bool = False
    off: bool = False

    def __str__(self) -> str:
        told = "; ".join(map(str, self.acts)) if self.acts else str(self.first_order or "any paid order")
        told = f"{self.stage}: {told}" + (", unless a complaint is open" if self.unless_complaint else "")
        return f"{told} (switched off)" if self.off else told


@dataclass(frozen=True)
class Flags:
    """Thresholds of the flags beside the stage, in the order of `FLAGS`; lengths in microseconds."""

    percentiles: tuple[int, ...]
    fixed: tuple[int, ...]
    fewest_buyers: int


@dataclass(frozen=True)
class Template:
    """All rules, in the order in which they are asked.

    ``edition`` is which of the templates that ship it was made from.

    Examples
    --------
    >>> template = Template.load()
    >>> print(template.rules[3])
    conversion: Checkout Started within 30d
    """

    rules: tuple[Rule, ...]
    otherwise: str
    visit_ends_after: int
    complaint_opened_by: tuple[str, ...]
    complaint_closed_by: tuple[str, ...]
    flags: Flags
    edition: int = 1

    @classmethod
    def parse(cls, text: str, name: str = "stages.yaml") -> Template:
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

    def __str__(self) -> str:
        rules = [f"{number}. {rule}." for number, rule in enumerate(self.rules, start=1)]
        return "\n".join([*rules, f"{len(rules) + 1}. {self.otherwise}: everybody else seen."])


def _template(file: Section) -> Template:
    known = ("version", "visit_ends_after", "rules", "otherwise", "complaints", "flags")
    file.keys(*known, optional=("edition",))
    file.integer("version", low=VERSION, high=VERSION)
    complaints = file.section("complaints")
    complaints.keys("opened_by", "closed_by")
    return Template(
        rules=_rules(file),
        otherwise=file.choice("otherwise", STAGES),
        visit_ends_after=file.duration("visit_ends_after"),
        complaint_opened_by=complaints.texts("opened_by"),
        complaint_closed_by=complaints.texts("closed_by"),
        flags=_flags(file.section("flags")),
        edition=file.integer("edition", low=0, high=10**6) if "edition" in file else 1,
    )


def _rules(file: Section) -> tuple[Rule, ...]:
    rules = tuple(_rule(section) for section in file.sections("rules"))
    if len(rules) > MOST_RULES or sum(len(rule.acts) for rule in rules) > MOST_ACTS:
        expected = f"At most {MOST_RULES} rules and {MOST_ACTS} acts."
        values = {"rules": MOST_RULES, "acts": MOST_ACTS}
        raise file.error("rules", "there are too many", expected, problem="too_many", **values)
    return rules


def _rule(section: Section) -> Rule:
    kinds = ("acts", "first_order", "any_order")
    section.keys("name", "stage", optional=("unless_complaint", "off", *kinds))
    if sum(kind in section for kind in kinds) != 1:
        known = ", ".join(kinds)
        expected = f"One of: {known}."
        raise section.error(
            "name", "the rule asks for nothing, or twice", expected, problem="asks", known=known
        )
    if "any_order" in section and not section.flag("any_order"):
        expected = "Leave the rule out, or say true."
        raise section.error("any_order", "false means nothing", expected, problem="any_order")
    return Rule(
        name=section.title("name"),
        stage=section.choice("stage", STAGES),
        acts=tuple(map(_act, section.sections("acts"))) if "acts" in section else (),
        first_order=_first_order(section.section("first_order")) if "first_order" in section else None,
        unless_complaint="unless_complaint" in section and section.flag("unless_complaint"),
        off="off" in section and section.flag("off"),
    )


def _act(section: Section) -> Act:
    section.keys("events", "within", optional=("visits", "least_score", "verified"))
    return Act(
        events=section.texts("events"),
        within=section.duration("within"),
        visits=section.integer("visits", low=1, high=MOST_VISITS) if "visits" in section else 1,
        least_score=section.number("least_score") if "least_score" in section else None,
        verified="verified" in section and section.flag("verified"),
    )


def _first_order(section: Section) -> FirstOrder:
    section.keys("after_delivery", "without_delivery")
    return FirstOrder(section.duration("after_delivery"), section.duration("without_delivery"))


def _flags(section: Section) -> Flags:
    section.keys("percentiles", "fewest_buyers", "fixed")
    percentiles, fixed = section.section("percentiles"), section.section("fixed")
    percentiles.keys(*FLAGS)
    fixed.keys(*FLAGS)
    flags = Flags(
        percentiles=tuple(percentiles.integer(flag, low=1, high=99) for flag in FLAGS),
        fixed=tuple(fixed.duration(flag) for flag in FLAGS),
        fewest_buyers=section.integer("fewest_buyers", low=1, high=10**9),
    )
    for key, values in (("percentiles", flags.percentiles), ("fixed", flags.fixed)):
        if sorted(values) != list(values):
            expected = "at_risk comes first, then lapsed, then lost."
            raise section.error(key, "they do not rise", expected, problem="rise")
    return flags
