"""Who is one person, in every case in which shops got it wrong."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pyarrow as pa
import pytest
from tests.people.conftest import NOON, dumped
from tests.people.door import arrive, call
from tests.shop.linking import BROWSER, EMAIL, USER, ints, link

from parcours.errors import InputError
from parcours.people import services
from parcours.people.models import Consent, Dismissal, Exclusion, Identity, Parting, Profile, Trait
from parcours.people.reactions import forget_derived
from parcours.shop.identities import Identities
from parcours.state.actor import TERMINAL

TABLES = (Profile, Identity, Trait, Consent, Exclusion)
WEEK = 7 * 24 * 60


def profiles():
    """How many touchpoints each profile has, by its strongest identifier."""
    names = dict(Identity.objects.values_list("leaf", "value"))
    return {names[each.id]: each.touchpoints for each in Profile.objects.all()}


def test_a_tablet_that_two_people_use_without_signing_out_is_nobodys(people):
    arrive(people, call(visitor="tablet"), call(visitor="tablet", user="ann"), call(visitor="tablet"))
    assert profiles() == {"ann": 3}
    arrive(people, call(visitor="tablet", user="bob"), call(visitor="tablet"))
    assert profiles() == {"tablet": 3, "ann": 1, "bob": 1}


@pytest.mark.parametrize("trust", ["browser", "server", "signed"])
def test_two_accounts_in_one_browser_stay_two_people(people, trust):
    for user in ("ann", "bob", "ann"):
        arrive(people, call(visitor="b", user=user), trust=trust)
    assert profiles() == {"ann": 2, "bob": 1}


def test_a_guest_who_makes_an_account_later_is_one_person_with_all_orders(people):
    guest = {"visitor": "b1", "email": "noa@tea.example"}
    arrive(people, call(event="Order Completed", order_id="1", total=30, **guest))
    assert profiles() == {"noa@tea.example": 1}
    arrive(people, call(user="noa", email="Noa@Tea.example", visitor="b2"), call(visitor="b1"))
    assert profiles() == {"noa": 3}


def test_a_mistyped_address_stays_apart_until_somebody_joins_it_and_its_browser_comes_along(people):
    arrive(people, call(visitor="b", email="noa@gmial.com"), call(visitor="b", email="noa@gmail.com"))
    arrive(people, call(visitor="b"))
    assert profiles() == {"noa@gmial.com": 1, "noa@gmail.com": 1, "b": 1}
    before = dumped(*TABLES)
    right, wrong = people.leaf(email="noa@gmail.com"), people.leaf(email="noa@gmial.com")
    merged = services.merge(TERMINAL, right, wrong, reason="typing error", now=NOON)
    assert profiles() == {"noa@gmail.com": 3}
    services.undo_merge(TERMINAL, merged.number, now=NOON)
    assert dumped(*TABLES) == before


def test_a_mailbox_that_a_family_shares_joins_no_two_accounts(people):
    home = "home@family.example"
    arrive(people, call(user="ann", email=home), call(user="bob", email=home), call(email=home))
    assert profiles() == {"ann": 1, "bob": 1, home: 1}


def test_in_whatever_order_calls_arrive_people_are_the_same(people):
    calls = (
        call(visitor="b1", at=1),
        call(visitor="b1", email="noa@tea.example", at=2),
        call(user="noa", email="noa@tea.example", at=3),
        call(user="noa2", was="noa", at=4),
    )
    found = []
    for order in list(permutations(calls))[::5]:
        people.shop.__dict__["identities"] = Identities(people.shop.folder / f"i{len(found)}", b"k" * 16)
        forget_derived()
        for each in order:
            arrive(people, {**each, "messageId": f"{each['messageId']}-{len(found)}"})
        found.append([dumped(Profile, Identity), profiles()])
    assert all(each == found[0] for each in found)
    assert found[0][1] == {"noa2": 4}


def test_a_number_that_a_till_gives_everybody_joins_nobody(people):
    buyers = [f"buyer{n}@tea.example" for n in range(6)]
    arrive(people, *(call(user="till-1", email=buyer) for buyer in buyers[:5]))
    assert profiles() == {"till-1": 5}
    arrive(people, call(user="till-1", email=buyers[5]), *(call(email=buyer) for buyer in buyers))
    assert profiles() == {"till-1": 6} | dict.fromkeys(buyers, 1)


def test_an_account_written_into_a_page_joins_none_of_its_visitors(people):
    visitors = [f"b{n}" for n in range(51)]
    arrive(people, *(call(visitor=each, user="qa", at=n) for n, each in enumerate(visitors)), trust="browser")
    arrive(people, *(call(visitor=each) for each in visitors))
    assert profiles() == {"qa": 51} | dict.fromkeys(visitors, 1)


def test_somebody_who_clears_their_browser_for_years_stays_one_person(people):
    visitors = [f"b{n}" for n in range(60)]
    arrive(people, *(call(visitor=each, user="noa", at=n * WEEK // 5) for n, each in enumerate(visitors)))
    arrive(people, *(call(visitor=each) for each in visitors))
    assert profiles() == {"noa": 120}


def test_whoever_floods_an_account_from_browsers_takes_nothing_from_what_the_shop_said(people):
    arrive(people, call(visitor="own", user="noa"), call(visitor="own"))
    flood = [call(visitor=f"f{n}", user="noa") for n in range(60)]
    arrive(people, *flood, *(call(visitor=f"f{n}") for n in range(60)), trust="browser")
    assert profiles() == {"noa": 62} | {f"f{n}": 1 for n in range(60)}


def test_an_e_mail_that_somebody_else_opened_joins_nobody_and_refuses_for_nobody_else(people):
    about = {"email": "noa@tea.example", "visitor": "friend"}
    arrive(people, call(visitor="friend", event="Consent Given", purpose="email"))
    arrive(people, call(event="Email Link Clicked", **about), call(event="Unsubscribed", **about))
    assert profiles() == {"noa@tea.example": 2, "friend": 1}
    agrees = dict(Profile.objects.values_list("id", "agrees_email"))
    assert agrees[people.leaf(email="noa@tea.example")] is False
    assert agrees[people.leaf(anonymous="friend")] is True


@pytest.mark.parametrize("address", ["noa@tea.example", "Noa%40Tea.example"])
def test_a_forwarded_link_that_carries_an_address_joins_nobody(people, address):
    page = f"https://shop.example/?mail={address}"
    arrive(people, call(visitor="friend", email="noa@tea.example", page=page), trust="browser")
    assert profiles() == {"friend": 1}
    arrive(people, call(visitor="own", email="noa@tea.example"), trust="browser")
    assert profiles() == {"friend": 1, "noa@tea.example": 1}


NOBODY = (
    "null",
    "undefined",
    "None",
    "0000",
    "-1",
    "anonymous",
    "[object Object]",
    "guest",
    "NaN",
    "true",
    "",
)


@pytest.mark.parametrize("value", NOBODY)
def test_a_value_that_names_nobody_joins_nobody(people, value):
    arrive(people, call(visitor="b1", user=value), call(visitor="b2", user=value))
    arrive(people, call(visitor=value, user="ann"), call(visitor=value, user="bob"))
    assert profiles() == {"b1": 1, "b2": 1, "ann": 1, "bob": 1}
    assert not Identity.objects.filter(value=value).exists()


@pytest.mark.parametrize("email", ["test@test.com", "null", "no-reply@tea.example", "NOREPLY@shop.example"])
def test_an_address_that_names_nobody_joins_nobody(people, email):
    arrive(
        people, call(visitor="b1", email=email), call(visitor="b2", email=email), call(user="u", email=email)
    )
    assert profiles() == {"b1": 1, "b2": 1, "u": 1}
    assert not Identity.objects.filter(kind="email").exists()
    assert set(Profile.objects.values_list("email", flat=True)) == {""}


def test_a_browsers_key_never_joins_two_known_profiles(people):
    arrive(people, call(user="ann"), call(user="bob"), call(email="ann@tea.example"))
    arrive(people, call(user="ann", email="ann@tea.example"), call(user="ann", was="bob"), trust="browser")
    assert profiles() == {"ann": 3, "bob": 1, "ann@tea.example": 1}
    known = ints(people.leaf(email="ann@tea.example"), people.leaf(user="bob"))
    target = np.repeat(people.leaf(user="ann"), 2)
    for kind in (EMAIL, USER):
        assert link(people.shop.identities, known, target, kind=kind, trust=BROWSER) == 0


def test_the_shop_itself_renames_accounts_and_circles_join_nobody(people):
    arrive(
        people,
        call(user="old"),
        call(visitor="b", user="old"),
        call(user="new", was="old"),
        call(visitor="b"),
    )
    assert profiles() == {"new": 4}
    arrive(people, call(user="old", was="new"))
    assert profiles() == {"old": 4, "new": 1}


def test_a_visitor_named_by_an_alias_joins_the_account(people):
    arrive(people, call(visitor="b1"), call(user="ann", was="b1"))
    assert profiles() == {"ann": 2}


def refuses(**who):
    return call(event="Consent Withdrawn", purpose="email", **who)


def agrees(**who):
    return call(event="Consent Given", purpose="email", **who)


def test_the_stricter_consent_holds_for_two_that_become_one_and_each_has_its_own_again(people):
    arrive(people, agrees(email="noa@tea.example"), refuses(user="noa"), agrees(visitor="b"))
    arrive(people, call(visitor="b", email="noa@tea.example"), call(user="noa", email="noa@tea.example"))
    assert Profile.objects.get().agrees_email is False
    services.separate(TERMINAL, people.leaf(email="noa@tea.example"), now=NOON)
    assert dict(Profile.objects.values_list("id", "agrees_email")) == {
        people.leaf(user="noa"): False,
        people.leaf(email="noa@tea.example"): True,
    }


def test_what_was_taken_away_never_joins_by_the_same_evidence_but_by_other(people):
    same = call(user="ann", email="bob@tea.example")
    arrive(people, same, call(email="bob@tea.example"))
    assert profiles() == {"ann": 2}
    email = people.leaf(email="bob@tea.example")
    services.separate(TERMINAL, email, now=NOON)
    arrive(people, call(user="ann", email="bob@tea.example", at=9))
    assert profiles() == {"ann": 2, "bob@tea.example": 1}
    arrive(people, call(user="bob", email="bob@tea.example"))
    assert profiles() == {"ann": 2, "bob": 2}
    number = decision()
    services.restore(TERMINAL, number, now=NOON)
    assert profiles() == {"ann": 2, "bob": 1, "bob@tea.example": 1}  # which two accounts name by now
    with pytest.raises(InputError):
        services.restore(TERMINAL, number, now=NOON)


def decision():
    return Parting.objects.get(undone_at=None).pk


def test_an_identifier_that_names_nobody_lets_everybody_go_and_takes_them_back(people):
    arrive(people, *(call(user="counter", email=f"b{n}@tea.example") for n in range(3)))
    arrive(people, *(call(email=f"b{n}@tea.example") for n in range(3)))
    before = dumped(*TABLES)
    services.block(TERMINAL, people.leaf(user="counter"), now=NOON)
    assert profiles() == {"counter": 3} | {f"b{n}@tea.example": 1 for n in range(3)}
    with pytest.raises(InputError):
        services.block(TERMINAL, people.leaf(user="counter"), now=NOON)
    services.restore(TERMINAL, decision(), now=NOON)
    assert dumped(*TABLES) == before


def test_after_a_merge_is_undone_everything_is_as_if_it_had_never_been(people):
    def later():
        arrive(
            people,
            call(user="ann", event="Order Completed", order_id="a2", total=10, at=50),
            call(visitor="b2", at=51),
            refuses(email="bob@tea.example", at=52),
        )

    arrive(
        people,
        call(visitor="b1", user="ann"),
        call(user="ann", event="Order Completed", order_id="a1", total=30),
    )
    arrive(people, call(visitor="b2", user="bob", email="bob@tea.example"), agrees(user="bob"))
    merged = services.merge(TERMINAL, people.leaf(user="ann"), people.leaf(user="bob"), reason="", now=NOON)
    later()
    assert Profile.objects.count() == 1
    services.undo_merge(TERMINAL, merged.number, now=NOON)
    undone = dumped(*TABLES)
    rows = people.shop.log.read()
    forget_derived()
    people.follow(pa.Table.from_batches(list(rows)))
    assert dumped(*TABLES) == undone
    assert profiles() == {"ann": 3, "bob": 4}
    assert Dismissal.objects.count() == 1
