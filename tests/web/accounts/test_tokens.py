"""Keys of the API: shown once, worth what their maker may do, and no longer than wanted."""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpRequest
from django.urls import reverse
from tests.web.accounts.conftest import NOW, signed_in

from parcours.state.actor import DeniedError
from parcours.state.audit import AuditEntry
from parcours.web.accounts.forms import SCOPES
from parcours.web.accounts.models import Token, User
from parcours.web.accounts.services.tokens import make_token, revoke_token, token_of
from parcours.web.api.auth import A_MINUTE, TokenAuth, TooManyRequestsError


@pytest.fixture
def key(ana) -> str:
    return make_token(ana.actor, "till", ["see", "import"], expires_at=NOW + timedelta(days=30), now=NOW)


def test_a_key_opens_what_its_scope_says_and_no_more(key):
    actor = token_of(key, now=NOW).actor
    assert (actor.kind, actor.name) == ("token", "till")
    assert [each for each in SCOPES if actor.may(each)] == ["see", "import"]
    with pytest.raises(DeniedError):
        actor.check("manage")


def test_only_a_hash_is_kept(key):
    kept = Token.objects.get()
    assert key.startswith(f"pc_{kept.prefix}_")
    secret = key.split("_", 2)[2]
    assert kept.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(list(Token.objects.values())) + str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: key[:-1] + ("a" if key[-1] != "a" else "b"),
        lambda key: key[:-1],
        lambda key: key + "a",
        lambda key: key.replace("pc_", "px_"),
        lambda key: key.rpartition("_")[0],
        lambda _: "pc__",
        lambda _: "",
        lambda key: "pc_" + "\x00é_" + key,
    ],
)
def test_anything_else_opens_nothing(key, spoil):
    assert token_of(spoil(key), now=NOW) is None


def test_a_key_ends_when_it_was_meant_to(key):
    assert token_of(key, now=NOW + timedelta(days=30, seconds=-1))
    assert token_of(key, now=NOW + timedelta(days=30)) is None


def test_a_revoked_key_is_worth_nothing(ana, key):
    revoke_token(ana.actor, Token.objects.get().pk, now=NOW)
    assert token_of(key, now=NOW) is None


def test_a_key_shrinks_with_its_maker(ana, key):
    User.objects.filter(pk=ana.pk).update(role="viewer")
    actor = token_of(key, now=NOW).actor
    assert actor.may("see")
    assert not actor.may("import")
    User.objects.filter(pk=ana.pk).update(is_active=False)
    assert token_of(key, now=NOW) is None


def test_its_last_use_is_noted_at_most_once_a_minute(key, django_assert_num_queries):
    token_of(key, now=NOW)
    with django_assert_num_queries(1):
        token_of(key, now=NOW + timedelta(seconds=59))
    assert Token.objects.get().used_at == NOW
    token_of(key, now=NOW + timedelta(seconds=61))
    assert Token.objects.get().used_at == NOW + timedelta(seconds=61)


def test_a_token_may_ask_600_times_a_minute_and_another_still_may(ana, key):
    moment = [NOW]
    auth, request = TokenAuth(clock=lambda: moment[0]), HttpRequest()
    for _ in range(A_MINUTE):
        assert auth.authenticate(request, key)
    with pytest.raises(TooManyRequestsError) as refused:
        auth.authenticate(request, key)
    assert refused.value.seconds == 60
    other = make_token(ana.actor, "stock", ["see"], expires_at=None, now=NOW)
    assert auth.authenticate(request, other).name == "stock"
    moment[0] += timedelta(seconds=60)
    assert auth.authenticate(request, key).name == "till"


def test_the_time_of_a_refusal_tells_nothing_of_the_secret(key):
    """The end of a key is compared as slowly as its beginning: the least work of many refusals is alike."""
    near, far = key[:-1] + "~", key[:15] + "~" * (len(key) - 15)
    seconds: dict[str, list[float]] = {near: [], far: []}
    for _ in range(200):
        for wrong, taken in seconds.items():
            start = time.thread_time()
            assert token_of(wrong, now=NOW) is None
            taken.append(time.thread_time() - start)
    least = [min(taken) for taken in seconds.values()]
    assert max(least) < 1.3 * min(least)


def test_only_owners_make_and_revoke(ana, ben, key):
    with pytest.raises(DeniedError):
        make_token(ben.actor, "mine", ["see"], expires_at=None, now=NOW)
    with pytest.raises(DeniedError):
        revoke_token(ben.actor, Token.objects.get().pk, now=NOW)
    assert signed_in(ben).post(reverse("accounts:revoke", args=[Token.objects.get().pk])).status_code == 403
    assert token_of(key, now=NOW)


def test_the_screen_shows_a_new_key_once(owner):
    form = {"name": "till", "scope": ["see", "see_personal"], "days": "90"}
    with time_machine.travel(NOW, tick=False):
        text = owner.post(reverse("accounts:tokens"), form).content.decode()
    key = text.partition('value="pc_')[2].partition('"')[0]
    assert token_of(f"pc_{key}", now=NOW)
    assert key not in owner.get(reverse("accounts:tokens")).content.decode()
    assert Token.objects.get().expires_at == NOW + timedelta(days=90)


@pytest.mark.parametrize(
    "form",
    [
        {"name": "", "scope": "see", "days": "30"},
        {"name": "till", "days": "30"},
        {"name": "till", "scope": "see"},
        {"name": "till", "scope": "manage", "days": "30"},
        {"name": "till", "scope": "see", "days": "-1"},
        {"name": "till", "scope": ["see", "everything"], "days": "30"},
    ],
)
def test_a_form_that_asks_for_too_much_or_nothing_makes_no_key(owner, form):
    assert owner.post(reverse("accounts:tokens"), form).status_code == 422
    assert not Token.objects.exists()


def test_a_token_is_revoked_once(ana, owner, key):
    for _ in range(2):
        owner.post(reverse("accounts:revoke", args=[Token.objects.get().pk]))
    assert AuditEntry.objects.filter(action="token.revoked").count() == 1
