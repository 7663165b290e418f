"""What the process does before anybody asks."""

from __future__ import annotations

import pytest

from parcours.web.explore.answers import ANSWERS
from parcours.web.explore.journeys import keeper
from parcours.web.explore.screen import usual
from parcours.web.journey_map.selectors import CompareMap, DrawMap
from parcours.web.warm import warm


@pytest.mark.django_db
@pytest.mark.usefixtures("shop")
def test_the_map_that_everybody_sees_first_is_drawn_before_anybody_asks() -> None:
    ANSWERS.forget()
    warm()
    about = usual(keeper().open())
    assert ANSWERS.ask(DrawMap.of(about.period, about.opened), about.opened, patience=0.0) is not None
    assert about.before is not None
    assert ANSWERS.ask(CompareMap.of(about.before, about.opened), about.opened, patience=0.0) is not None
