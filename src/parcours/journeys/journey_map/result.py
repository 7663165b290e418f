"""The journey map: every number of it, and the forms in which it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from parcours.charts import Field, Picture, Table
from parcours.charts.journey_map import Flag, Map, Step, map_fragment, map_page, map_picture
from parcours.charts.picture import stylesheet
from parcours.journeys.drop_offs import DropOffsResult
from parcours.journeys.frictions import FrictionsResult
from parcours.journeys.journey_map import assembly
from parcours.journeys.journey_map.pains import (
    drop_leaks,
    friction_pains,
    leaks_by_risk,
    outage_pains,
    pains_by_cost,
    return_leaks,
)
from parcours.journeys.journey_map.volumes import Volumes
from parcours.journeys.outages import OutagesResult
from parcours.journeys.purchase_journeys import PurchaseJourneysResult
from parcours.journeys.purchase_journeys.result import Step as Reached
from parcours.journeys.purchase_journeys.template import TemplateStep
from parcours.journeys.result import Definition, Result, plain
from parcours.journeys.stages import StagesResult
from parcours.touchpoints import DAY, STAGES, parse_duration

if TYPE_CHECKING:
    from parcours.journeys.journey_map.analysis import JourneyMapping


@dataclass(frozen=True)
class JourneyMap(Result, Map):
    """Five stages and the steps of journeys: volume, going on, time, satisfaction, pain points, money.

    Its numbers are those of `parcours.charts.journey_map.Map`; what the log does not tell is None.
    """

    params: JourneyMapping

    def to_html(self, language: str = "en") -> str:
        """Return one HTML file that needs nothing else: no script, light and dark, phone to print."""
        return map_page(self, language)

    def fragment(self, language: str = "en") -> str:
        """Return the same as part of a page that has `parcours.charts.stylesheet`."""
        return map_fragment(self, language)

    def chart(self, language: str = "en") -> Picture:
        """Return the map as one picture."""
        return map_picture(self, language)

    def to_svg(self, language: str = "en") -> str:
        """Return the picture as SVG."""
        return self.chart(language).to_svg()

    def to_png(self, scale: float = 2.0, language: str = "en") -> bytes:
        """Return the picture as PNG, ``scale`` pixels to one of the drawing's."""
        return self.chart(language).to_png(scale)

    def to_pdf(self, language: str = "en") -> bytes:
        """Return the picture as PDF."""
        return self.chart(language).to_pdf()

    def table(self) -> Table:
        """Return one row a touchpoint."""
        places = self.places
        risks = [place.at_risk for place in places]
        columns = (
            Field("touchpoint", "text", [place.name for place in places]),
            Field("stage", "text", [place.stage for place in places]),
            Field("step", "text", [place.step for place in places]),
            Field("touchpoints", "count", [place.touchpoints for place in places], "volume"),
            Field("profiles", "count", [place.profiles for place in places]),
            Field("ordered", "count", [place.ordered.profiles for place in places], "ordered after it"),
            Field("share", "share", [place.ordered.share for place in places]),
            Field("median_seconds", "duration", [place.ordered.seconds for place in places], "median time"),
            Field("lost", "count", [place.lost for place in places]),
            Field("at_risk", "money", [risk and risk.value for risk in risks], "revenue at risk"),
            Field("at_risk_low", "money", [risk and risk.low for risk in risks], "at least"),
            Field("at_risk_high", "money", [risk and risk.high for risk in risks], "at most"),
        )
        return Table("Journey map", columns, self.currency)

    def to_dict(self) -> dict[str, Any]:
        """Return parameters, definition and every number of the map, ready for JSON."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}

    def _repr_html_(self) -> str:
        return f"<style>{stylesheet()}</style>{self.fragment()}"


def map_of(
    params: JourneyMapping,
    volumes: Volumes,
    *,
    purchase_journeys: PurchaseJourneysResult,
    stages: StagesResult | None = None,
    frictions: FrictionsResult | None = None,
    returns: tuple[DropOffsResult, ...] = (),
    outages: OutagesResult | None = None,
    drop_offs: DropOffsResult | None = None,
) -> JourneyMap:
    """Put together what the analyses found."""
    read = volumes.profiles > 0 and volumes.first <= volumes.last
    left = drop_leaks(drop_offs.drops if drop_offs else (), priced=volumes.priced)
    gone = return_leaks(returns, priced=volumes.priced)
    steps = purchase_journeys.params.template
    on_the_way = friction_pains(frictions.frictions if frictions else ())
    now = [stages.counts[name] if stages and stages.n else None for name in STAGES]
    return JourneyMap(
        params=params,
        definition=_definition(),
        profiles=volumes.profiles,
        touchpoints=int(volumes.met[volumes.places.places >= 0].sum()),
        first=volumes.first if read else None,
        last=volumes.last if read else None,
        days=parse_duration(params.within) // DAY,
        currency=params.currency,
        zone=params.zone,
        journeys=purchase_journeys.n,
        stages=assembly.stages(volumes, now),
        steps=tuple(map(_step, steps.steps, purchase_journeys.steps)),
        places=assembly.places(volumes, left, steps.step_of_places),
        leaks=leaks_by_risk([*left, *gone]),
        pains=pains_by_cost([*on_the_way, *outage_pains(outages.outages if outages else ())]),
        customers=volumes.customers,
        flags=_flags(stages) if stages else (),
    )


def with_stages(drawn: JourneyMap, found: StagesResult) -> JourneyMap:
    """Return a map drawn without stages with those found apart from it."""
    return replace(
        drawn,
        params=replace(drawn.params, stages=found.params),
        stages=tuple(replace(stage, now=found.counts[stage.name]) for stage in drawn.stages),
        customers=found.customers,
        flags=_flags(found),
    )


def _flags(found: StagesResult) -> tuple[Flag, ...]:
    return tuple(Flag(row["flag"], row["customers"]) for row in found.flags().rows())


def _step(step: TemplateStep, found: Reached) -> Step:
    return Step(step.name, step.stage, found.journeys, step.titles)


def _definition() -> Definition:
    return Definition(
        what="What happens at each touchpoint of the road from first contact to recommendation.",
        formula=(
            "Volume counts touchpoints and profiles, of customers and of the shop. Going on counts the "
            "profiles with a touchpoint that was followed in time, at or after its instant, by what comes "
            "next: consideration or beyond, conversion, an order; after an order, another one. Its time is "
            "that from the first touchpoint so followed, median. Revenue at risk and costs are estimates."
        ),
        exactness="exact",
    )
