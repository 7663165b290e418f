"""The templates of stages and steps over the API: changed, looked at, saved, and taken back."""

from __future__ import annotations

import pytest

from parcours.shop.templates import KINDS, file_of
from parcours.state.audit import AuditEntry

OTHERWISE = "otherwise: awareness", "otherwise: consideration"


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_that_ships_holds_until_another_does(shop, owner, kind) -> None:
    told = owner.get(f"templates/{kind}")
    assert (told["is_own"], told["newer_ships"], told["problem"]) == (False, False, "")
    assert told["parts"][0]["says"]
    assert (told["follows"] is None) == (kind == "steps")
    assert owner.get(f"templates/{kind}/versions") == {"items": []}
    shipped = owner.get(f"templates/{kind}/versions/0")
    assert (shipped["text"], shipped["holds"], shipped["lines"]) == (told["text"], True, [])
    assert owner.ask("GET", f"templates/{kind}/versions/1").status_code == 404


def test_a_change_is_looked_at_saved_and_taken_back(shop, owner, api) -> None:
    held = owner.get("templates/stages")
    text = held["text"].replace(*OTHERWISE)
    token = owner.do("POST templates/stages/drafts", {"text": text, "base": held["digest"]})["token"]
    assert owner.do("POST templates/stages/drafts", {"text": text})["token"] == token
    draft = owner.get(f"templates/stages/drafts/{token}")
    assert (draft["is_current"], draft["is_same"]) == (True, False)
    assert {each["change"] for each in draft["lines"]} >= {"gone", "same"}
    moves = api("viewer").get(f"templates/stages/drafts/{token}/moves")
    assert moves["n"] == sum(each["profiles"] for each in moves["stages"])
    assert (
        moves["moved"] == sum(each["profiles"] for each in moves["stages"] if each["now"] != each["then"]) > 0
    )
    assert owner.do(f"POST templates/stages/drafts/{token}/save") == {"number": 1}
    assert file_of(shop.folder, "stages").read_text("utf-8") == text
    (saved,) = owner.get("templates/stages/versions")["items"]
    assert (saved["number"], saved["author"], saved["holds"]) == (1, "owner token", True)
    back = owner.do("POST templates/stages/drafts", {"version": 0})["token"]
    assert owner.do(f"POST templates/stages/drafts/{back}/save") == {"number": 2}
    assert owner.get("templates/stages")["text"] == held["text"]
    assert [each.subject for each in AuditEntry.objects.filter(action="template.saved")] == [
        "template:stages"
    ] * 2


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(shop, owner) -> None:
    held = owner.get("templates/stages")
    mine, theirs = (
        owner.do("POST templates/stages/drafts", {"text": held["text"].replace(*OTHERWISE) + remark})["token"]
        for remark in ("# mine\n", "# theirs\n")
    )
    owner.do(f"POST templates/stages/drafts/{theirs}/save")
    assert owner.get(f"templates/stages/drafts/{mine}")["is_current"] is False
    assert owner.ask("POST", f"templates/stages/drafts/{mine}/save").status_code == 409
    assert owner.get("templates/stages")["text"].endswith("# theirs\n")


def test_a_change_of_steps_tells_what_would_come_where(shop, owner) -> None:
    token = owner.do("POST templates/steps/drafts", {"version": 0})["token"]
    moves = owner.get(f"templates/steps/drafts/{token}/moves")
    assert max(each["now"] for each in moves["steps"] if each["now"]) <= moves["n"]
    assert all(each["now"] == each["then"] for each in moves["steps"])
    assert (moves["places"], moves["stages"], moves["moved"]) == ([], [], None)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"text": "a: b"},
        {"text": "x", "version": 0},
        {"text": "\0"},
        {"version": -1},
        {"text": "a" * 64_001},
    ],
)
def test_what_is_no_template_is_refused_with_its_line(shop, owner, wrong) -> None:
    answer = owner.ask("POST", "templates/stages/drafts", wrong)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")


def test_changes_are_made_by_those_who_may_and_are_gone_in_the_end(shop, api) -> None:
    assert api("viewer").ask("POST", "templates/steps/drafts", {"version": 0}).status_code == 403
    for path in ("drafts/0", "drafts/0/moves"):
        assert api("viewer").ask("GET", f"templates/steps/{path}").status_code == 404
    assert api().ask("POST", "templates/steps/drafts/0/save").status_code == 404


def test_a_template_that_was_broken_by_hand_is_told_with_what_is_wrong(shop, owner) -> None:
    file_of(shop.folder, "stages").write_text("rules: [", "utf-8")
    told = owner.get("templates/stages")
    assert told["is_own"] is True
    assert "line" in told["problem"]
    assert told["parts"] == []
