"""What a look promises is what saving does: for small changes of the rules, and for those of the shop."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journeys.shops import TWELVE, journeys_of

from parcours.journeys.purchase_journeys.template import Template as StepTemplate
from parcours.journeys.stages import CompareStages, Template
from parcours.journeys.stages.template import Act, Rule
from parcours.journeys.templates import Templates
from parcours.people import stages as people
from parcours.shop import Shop
from parcours.shop.templates import put_template
from parcours.touchpoints import DAY, STAGES
from parcours.web.explore.selections import Selection
from parcours.web.template_editor.moving import LookAtStages, LookAtSteps

SHIPPED = Template.load()
EVENTS = ("Product Viewed", "Checkout Started", "Order Completed", "Page Viewed", "Review Published")

acts = st.builds(
    Act,
    events=st.lists(st.sampled_from(EVENTS), min_size=1, max_size=3, unique=True).map(tuple),
    within=st.sampled_from([DAY, 30 * DAY, 400 * DAY]),
    visits=st.integers(1, 3),
    verified=st.booleans(),
)
rules = st.builds(
    Rule,
    name=st.sampled_from(["one", "two"]),
    stage=st.sampled_from(STAGES),
    acts=st.lists(acts, min_size=1, max_size=2).map(tuple),
    unless_complaint=st.booleans(),
    off=st.booleans(),
)


@st.composite
def changed(draw: st.DrawFn) -> Template:
    """Return the rules that ship, in another order, some switched off, with others between them."""
    found = [replace(rule, off=draw(st.booleans())) for rule in SHIPPED.rules]
    found = draw(st.permutations([*found, *draw(st.lists(rules, max_size=2))]))
    return replace(SHIPPED, rules=tuple(found), otherwise=draw(st.sampled_from(STAGES)))


@settings(max_examples=60, deadline=None)
@given(changed())
def test_the_matrix_is_what_moves_profile_by_profile(then: Template) -> None:
    journeys = journeys_of(TWELVE)
    assert Template.parse(then.to_yaml()) == then
    promised = journeys.engine.run(CompareStages(journeys.as_of, SHIPPED, then), journeys.parts)
    now = journeys.stages().by_profile().sort_by("profile")["stage"].to_pylist()
    following = replace(journeys, templates=Templates(stages=then))
    after = following.stages().by_profile().sort_by("profile")["stage"].to_pylist()
    real = np.zeros((len(STAGES), len(STAGES)), int)
    for one, other in zip(now, after, strict=True):
        real[STAGES.index(one), STAGES.index(other)] += 1
    assert promised.profiles.tolist() == real.tolist()
    assert promised.moved == sum(one != other for one, other in zip(now, after, strict=True))


def test_a_rule_that_is_off_is_as_if_it_were_not_there() -> None:
    journeys = journeys_of(TWELVE)
    for at in range(len(SHIPPED.rules)):
        off = [replace(rule, off=number == at) for number, rule in enumerate(SHIPPED.rules)]
        without = [rule for number, rule in enumerate(SHIPPED.rules) if number != at]
        one, other = (
            journeys.stages(template=replace(SHIPPED, rules=tuple(each))).counts for each in (off, without)
        )
        assert one == other


@pytest.mark.django_db
def test_the_list_of_people_comes_to_what_was_promised(shop: Shop) -> None:
    from parcours.people.models import Profile

    journeys = shop.journeys()
    now = datetime.fromtimestamp(journeys.as_of / 1e6, UTC)
    Profile.objects.bulk_create(
        Profile(id=int(profile), first_seen=now, last_seen=now, touchpoints=1)
        for part in journeys.parts
        for profile in part.profiles
    )
    people.refresh(journeys, now)
    before = dict(Profile.objects.values_list("id", "stage"))
    then = replace(SHIPPED, rules=tuple(replace(rule, off=rule.name == "interest") for rule in SHIPPED.rules))
    promised = LookAtStages(date(2027, 1, 1), SHIPPED, then).answer(journeys)
    put_template(shop.folder, "stages", then.to_yaml())
    assert people.following().rules != shop.journeys().templates.rules
    people.refresh(shop.journeys(), now)
    after = dict(Profile.objects.values_list("id", "stage"))
    moved = sum(before[profile] != after[profile] for profile in before)
    assert moved == promised.moved > 0
    assert people.following().rules == shop.journeys().templates.rules


def test_steps_are_counted_as_the_map_will(shop: Shop) -> None:
    journeys = shop.journeys()
    steps = StepTemplate.load()
    browsing, order = (step for step in steps.steps if step.name in ("browsing", "order"))
    moved = replace(order, events=(*order.events, "Product Viewed"))
    left = replace(browsing, events=tuple(event for event in browsing.events if event != "Product Viewed"))
    found = {"browsing": left, "order": moved}
    then = StepTemplate.parse(
        replace(steps, steps=tuple(found.get(step.name, step) for step in steps.steps)).to_yaml()
    )
    promised = LookAtSteps(Selection(None, None), "30d", steps, then).answer(journeys)
    put_template(shop.folder, "steps", then.to_yaml())
    drawn = shop.journeys().journey_map()
    assert [(step.name, step.journeys) for step in drawn.steps] == [
        (step.name, step.then) for step in promised.steps
    ]
    assert ("Product page", "browsing", "order") in promised.places
    assert next(place.step for place in drawn.places if place.name == "Product page") == "order"
