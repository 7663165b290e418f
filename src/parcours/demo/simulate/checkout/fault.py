"""The step that is broken for some days: who meets it, and what the page and the people do."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Flags, Ints
from parcours.demo.simulate.checkout.form import Desk
from parcours.demo.simulate.state import DEVICES
from parcours.demo.simulate.world import World
from parcours.demo.stories import BrokenMobileStep
from parcours.demo.world.checkout import Step

_TELLS, _RAGES = 0.8, 0.55


def stuck(story: BrokenMobileStep | None, world: World, desk: Desk, step: Step, of: Ints) -> Flags:
    """Say which of some checkouts cannot pass a step."""
    if story is None or story.step != step:
        return np.zeros(len(of), np.bool_)
    form, first = desk.form, len(world.calendar) - story.starts
    days = (form.day[of] >= first) & (form.day[of] < first + story.days)
    device = form.device[of] == DEVICES.index(story.device)
    return days & device & desk.dice.happens("meets broken step", story.chance, form.number[of])


def write(desk: Desk, step: Step, of: Ints) -> None:
    """Write the error of the page, and the clicks of those who try again and again."""
    failed = of[desk.happens("page fails", _TELLS, of)]
    desk.write("Page Failed", failed, step, p_message="the script of the form ended with an error")
    angry = of[desk.happens("rage", _RAGES, of)]
    desk.form.pass_time(angry, 4)
    desk.write("Rage Clicked", angry, step, p_element="continue")
