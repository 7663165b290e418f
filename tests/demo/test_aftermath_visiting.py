"""What is said during visits."""

from __future__ import annotations

import numpy as np
from tests.demo import scenes

from parcours.demo.simulate.aftermath import follow
from parcours.demo.simulate.aftermath.course import IN_CHECKOUT, SAW_PRODUCT
from parcours.demo.simulate.aftermath.hours import SERVICE
from parcours.demo.texts import TOPICS
from parcours.demo.world.delivery import FREE_FROM
from parcours.touchpoints import DAY, HOUR

SUNDAY = int(scenes.world().start + DAY + 12 * HOUR)  # 2025-11-02
MONDAY = SUNDAY + DAY


def looked(when: int, size: int = 20_000, **values: object):
    of = scenes.setting(size)
    nobody = scenes.visits(of, when, person=np.zeros(0, np.int64))
    there = scenes.visits(of, when)
    return of, follow(of, there, scenes.course(there, **values), scenes.orders(of, nobody))


def test_the_chat_is_answered_at_once_while_the_shop_is_open_and_shut_on_sundays():
    of, _ = looked(MONDAY, depth=SAW_PRODUCT, product=scenes.TEAPOT)
    asked, replied = (scenes.written(of, f"Live Chat Message {done}") for done in ("Sent", "Received"))
    assert 0.005 < len(asked["person"]) / 20_000 < 0.02
    assert (asked["person"] == replied["person"]).all()
    waited = replied["moment"] - asked["moment"]
    assert waited.min() > 0
    assert np.median(waited) < 2 * HOUR // 60
    assert SERVICE.open(asked["moment"]).all()
    shut, _ = looked(SUNDAY, depth=SAW_PRODUCT, product=scenes.TEAPOT)
    assert not len(scenes.written(shut, "Live Chat Message Sent")["person"])


def test_who_leaves_the_checkout_with_a_small_cart_speaks_of_the_cost_of_delivery():
    topic = TOPICS.index("delivery_cost")
    shares = []
    for cart in (FREE_FROM - 1, FREE_FROM):
        of, found = looked(SUNDAY, depth=IN_CHECKOUT, cart=cart)
        said = next(told for told in found.told if told.kind == "survey_checkout")
        answers = scenes.written(of, "Survey Answered")
        assert (answers["person"] == said.person).all()
        assert len(said.texts) > 300
        shares.append((said.topics == topic).any(axis=1).mean())
    assert shares[0] > shares[1] + 0.3


def test_nobody_is_asked_what_holds_them_back_before_the_checkout():
    of, _ = looked(SUNDAY, depth=SAW_PRODUCT, product=scenes.TEAPOT)
    assert not len(scenes.written(of, "Survey Shown")["person"])


def test_few_share_a_product_and_only_one_that_they_saw():
    of, _ = looked(SUNDAY, depth=SAW_PRODUCT, product=scenes.TEAPOT)
    assert 0.0005 < len(scenes.written(of, "Product Shared")["person"]) / 20_000 < 0.004
    blind, _ = looked(SUNDAY, product=-1)
    assert not len(scenes.written(blind, "Product Shared")["person"])
