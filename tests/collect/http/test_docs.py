"""The pages about the intake say what the code does."""

from __future__ import annotations

import json
import re

import pytest
from tests.collect.http.test_hooks import CALL
from tests.conftest import ROOT

from parcours.collect.http import app, calls, faults, guard, rudder

GUIDE = (ROOT / "docs" / "guides" / "send-touchpoints.md").read_text("utf-8")
REFERENCE = (ROOT / "docs" / "reference" / "intake.md").read_text("utf-8")


def test_every_address_is_told_and_no_other():
    table = REFERENCE.partition("## Addresses")[2].partition("\n\nThe key")[0]
    told = re.findall(
        r"`(/[\w/]+)`", "\n".join(line.split("|")[1] for line in table.splitlines() if "`" in line)
    )
    own = {"/hooks/NAME", "/hooks/NAME/KEY", "/healthz", "/readyz", "/metrics"}
    assert set(told) == {*app._WAYS, *rudder.PATHS} | own


def test_the_guides_hook_is_the_one_of_the_tests():
    (block,) = re.findall(r"```json\n(\{\n.*?)```", GUIDE, re.DOTALL)
    assert json.loads(block) == {"orders": {"call": CALL}}


@pytest.mark.parametrize(
    "limit",
    [
        f"| a call | {calls.LARGEST_ITEM} bytes |",
        f"| a body, unpacked | {calls.LARGEST_BODY} bytes |",
        f"| calls of a batch | {calls.MOST_ITEMS} |",
        f"| an event's name | {faults.LONGEST_EVENT} letters |",
        f"| a `messageId` | {faults.LONGEST_ID} letters |",
        "{} a second, {} at once".format(*guard.OF_AN_ADDRESS),
        "{} a second, {} at once".format(*guard.OF_A_KEY),
    ],
)
def test_every_limit_is_told(limit):
    assert limit in REFERENCE


def test_the_guide_sends_as_the_clients_of_the_tests_do():
    folder = ROOT / "tests" / "collect" / "http" / "clients"
    for name, lines in (
        (
            "segment_python.py",
            ("import segment.analytics as analytics", "analytics.host", "analytics.write_key"),
        ),
        ("rudder_python.py", ("import rudderstack.analytics as analytics", "analytics.dataPlaneUrl")),
        ("segment_browser.mjs", ('integrations: { "Segment.io":', "apiHost", "AnalyticsBrowser.load({")),
        ("rudder_browser.mjs", ("configUrl:",)),
        ("rudder_node.cjs", ("dataPlaneUrl:",)),
    ):
        for line in lines:
            assert line in GUIDE
            assert line in (folder / name).read_text("utf-8")
