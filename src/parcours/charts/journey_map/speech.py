"""One voice for the page and the picture: phrases of a map in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from parcours.charts.formats import Formats
from parcours.charts.journey_map.model import (
    Estimate,
    Leak,
    Map,
    Onward,
    Pain,
    Place,
    Score,
    Stage,
    Step,
)
from parcours.charts.journey_map.overlay import BARE, Overlay
from parcours.charts.journey_map.phrases import friction, say, word
from parcours.touchpoints.terms import title

# What a stage leads to.
_GOALS = {
    "awareness": "to_consideration",
    "consideration": "to_conversion",
    "conversion": "to_order",
    "retention": "to_another",
    "advocacy": "to_another",
}


# "at risk" is also said of money.
_FLAGS = {"at_risk": "at_risk_flag"}

# The words for the codes at which a pain is met; elsewhere they are the shop's own: products, searches.
_SPOTS = {
    "payment_error": "values",
    "repeated_step": "checkout_steps",
    "long_silence": "checkout_steps",
    "field_refused": "checkout_fields",
}


@dataclass(frozen=True)
class Speech:
    """Says what a map holds."""

    map: Map
    language: str
    overlay: Overlay = BARE

    @property
    def formats(self) -> Formats:
        """Return how numbers read."""
        return Formats(self.language, currency=self.map.currency, zone=self.map.zone)

    def say(self, key: str, **values: Any) -> str:
        """Return a phrase in the form that its ``n`` asks for."""
        return say(key, self.language, **values)

    def term(self, key: str) -> str:
        """Return a term of the field, or what the shop calls a step."""
        titles = next((step.titles for step in self.map.steps if step.name == key), ())
        return dict(titles).get(self.language) or title(key, self.language)

    def scope(self) -> str:
        """Say what was read."""
        if not self.map.touchpoints:
            return self.say("nothing")
        days = {"first": self.formats.day(self.map.first), "last": self.formats.day(self.map.last)}
        return self.say("scope", touchpoints=self.map.touchpoints, profiles=self.map.profiles, **days)

    def step(self, step: Step) -> str:
        """Say how many journeys came to a step."""
        if step.journeys is None or not self.map.journeys:
            return self.say("unmeasured")
        return self.say("step", n=step.journeys, share=self.formats.share(step.journeys / self.map.journeys))

    def going_on(self, stage: str, onward: Onward) -> str:
        """Say which share goes on to what."""
        return self.say("go_on", share=self.formats.share(onward.share), to=self.say(_GOALS[stage]))

    def within(self, onward: Onward) -> str:
        """Say of how many, and how soon."""
        counted = self.say("within", n=onward.profiles, of=onward.of, days=self.map.days)
        if onward.seconds is None:
            return counted
        return f"{counted}, {self.say('median', time=self.formats.duration(onward.seconds))}"

    def ordering(self, place: Place) -> str:
        """Say which share orders after a touchpoint."""
        said = self.say("orders", share=self.formats.share(place.ordered.share))
        if place.ordered.seconds is None:
            return said
        return f"{said}, {self.say('median', time=self.formats.duration(place.ordered.seconds))}"

    def volume(self, place: Place) -> str:
        """Say how many profiles and touchpoints."""
        reached = self.say("people", n=place.profiles)
        return f"{reached} · {self.say('met', n=place.touchpoints)}"

    def now(self, stage: Stage) -> str:
        """Say how many profiles are in a stage now."""
        if stage.now is None or not stage.populated:
            return self.say("unmeasured")
        return self.say("in_it", n=stage.now, share=self.formats.share(stage.now / max(self.map.seen, 1)))

    def flags(self) -> str:
        """Say how many customers are late, lost, back or complaining."""
        counts = (
            f"{self.say(_FLAGS.get(flag.name, flag.name))} {self.formats.count(flag.customers)}"
            for flag in self.map.flags
            if flag.customers
        )
        return f"{self.say('customers', n=self.map.customers)} {' · '.join(counts)}"

    def at_risk(self, place: Place) -> str:
        """Say what a touchpoint may win back, roughly."""
        return self.say("at_risk", value=self.formats.about(place.at_risk.value if place.at_risk else None))

    def lost(self, place: Place) -> str:
        """Say between what and what, and of how many who left."""
        return f"{self.interval(place.at_risk)}, {self.say('n', n=place.lost or 0)}"

    def score(self, score: Score) -> str:
        """Say a mean score, its scale and its n."""
        key = "nps" if score.event == "NPS Answered" else "score"
        mean, highest = self.formats.number(round(score.mean, 1)), self.formats.number(score.highest)
        return f"{self.say(key, mean=mean, highest=highest)} ({self.say('n', n=score.n)})"

    def name(self, pain: Pain) -> str:
        """Name a pain point."""
        if pain.halt is None:
            return friction(pain.kind, self.language)
        step = word("checkout_steps", pain.halt.step, self.language)
        return self.say("outage", step=step or self.term(pain.place))

    def met(self, pain: Pain) -> str:
        """Say how many met a pain point."""
        return self.say("people", n=pain.n)

    def cost(self, pain: Pain) -> str:
        """Say what a pain point costs, roughly; how many it costs without prices; or that it may be none."""
        if not pain.is_certain:
            return self.say("may_be_no_order" if pain.days else "may_be_none")
        if pain.cost is not None:
            return self.say("costs", value=self.formats.about(pain.cost.value))
        return self.say("costs_people", n=pain.excess.value if pain.excess else 0)

    def cost_interval(self, pain: Pain) -> str:
        """Say between what and what that lies; nothing where it may be none."""
        if not pain.is_certain:
            return ""
        return self.interval(pain.cost) if pain.cost else self.say("no_risk")

    def story(self, pain: Pain) -> str:
        """Say in a sentence what became of those with it and of those without."""
        shares = {"share": self.formats.share(pain.lost), "without": self.formats.share(pain.lost_without)}
        if pain.lost_without is None:
            return self.say("nobody_without")
        if pain.halt is None:
            return self.say("pain_orders" if pain.days else "pain_journeys", days=pain.days, **shares)
        days = (date.fromisoformat(day) for day in (pain.halt.first, pain.halt.last))
        first, last = map(self.formats.date, days)
        return self.say("pain_outage", n=pain.n, who=self.who(pain), first=first, last=last, **shares)

    def who(self, pain: Pain) -> str:
        """Say whom an outage struck."""
        if pain.halt is None or not pain.halt.trait:
            return self.say("everybody")
        value = word("values", pain.halt.value, self.language)
        return self.say("who", trait=word("traits", pain.halt.trait, self.language), value=value)

    def beside(self, pain: Pain) -> str:
        """Say what else is known: how many orders it cost, where it is met most, what was given back."""
        said = []
        if pain.halt is not None:
            said.append(self.say("orders_lost", n=pain.halt.orders))
        if pain.spot is not None:
            key = "spot" if pain.spot.of is None else "far_spot"
            said.append(self.say(key, name=self._spot(pain), n=pain.spot.n, of=pain.spot.of))
        if pain.refunded:
            said.append(self.say("given_back", value=self.formats.about(pain.refunded)))
        told = " · ".join(said)
        return told[:1].upper() + told[1:]

    def _spot(self, pain: Pain) -> str:
        name, family = pain.spot.name if pain.spot else "", _SPOTS.get(pain.kind)
        return word(family, name, self.language) if family else name

    def leak_name(self, leak: Leak) -> str:
        """Name a drop-off."""
        if leak.order is not None:
            return self.say("no_return", order=self._nth(leak.order), another=self._nth(leak.order + 1))
        return self.say("left_after", place=self.term(leak.place))

    def leak(self, leak: Leak) -> str:
        """Say a drop-off in one sentence."""
        if leak.order is not None:
            numbers = {"n": leak.n, "of": leak.of, "days": leak.days}
            return self.say("leak_return", order=self._nth(leak.order), **numbers)
        return self.say("leak", place=self.term(leak.place), n=leak.n, of=leak.of)

    def left(self, leak: Leak) -> str:
        """Say how many of how many were lost."""
        return self.say("people_of", n=leak.n, of=leak.of, share=self.formats.share(leak.n / max(leak.of, 1)))

    def too_recent(self, leak: Leak) -> str:
        """Say how many more came too recently to judge."""
        return self.say("too_recent", n=leak.too_recent)

    def risk(self, leak: Leak) -> str:
        """Say what may be won back, roughly; without money, which share is lost."""
        if leak.at_risk is None:
            return self.say("stopped", share=self.formats.share(leak.n / leak.of if leak.of else None))
        return self.say("risk", value=self.formats.about(leak.at_risk.value))

    def interval(self, estimate: Estimate | None) -> str:
        """Say between what and what an amount lies, or that there is none."""
        if estimate is None:
            return self.say("no_risk")
        return self.say(
            "interval", low=self.formats.about(estimate.low), high=self.formats.about(estimate.high)
        )

    def _nth(self, order: int) -> str:
        return self.say(f"order_{order}")

    def unknowns(self) -> list[tuple[str, str]]:
        """Return what the log cannot tell, by name, with what to do about it."""
        silent = [(self.term(s.name), f"unknown_{s.name}") for s in self.map.stages if not s.known]
        gaps = [(self.say(name), key) for name, key, absent in _gaps(self.map) if absent]
        return [(name, self.say(key)) for name, key in silent + gaps]


def _gaps(drawn: Map) -> list[tuple[str, str, bool]]:
    places = {place.name for place in drawn.places}
    awaited = bool(drawn.customers) and not any(leak.order for leak in drawn.leaks)
    unpriced = bool(drawn.leaks) and all(leak.at_risk is None for leak in drawn.leaks)
    ordered = any(place.ordered.profiles for place in drawn.places) or "Order" in places
    return [
        ("conversion_steps", "unknown_browsing_to_order", ordered and not places & {"Cart", "Checkout"}),
        ("coming_back", "unknown_return", awaited),
        ("satisfaction", "unknown_satisfaction", not any(place.scores for place in drawn.places)),
        ("channels", "unknown_channels", not any(stage.channels for stage in drawn.stages)),
        ("money", "unknown_money", unpriced),
    ]
