"""What a profile's pages say of somebody: the head of every page, and the cards about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from parcours.charts.formats import UNKNOWN
from parcours.people.consents import PURPOSES
from parcours.people.people import Agreed, Change, Known, Person
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Badge, Definition, Stat, Tab, Tabs
from parcours.web.explore.events import event_title
from parcours.web.people.names import channel_title, language_title, purpose_title, straight
from parcours.web.stages.rules import rule_title

_DAY = 86_400


@dataclass(frozen=True)
class Consent:
    """How somebody stands to a purpose, and every word of theirs about it."""

    purpose: str
    badge: Badge
    words: tuple[Agreed, ...]


def stats(person: Person, now: datetime) -> list[Stat]:
    """Return the numbers of a person."""
    listed, shown = person.listed, formats.now()
    average = listed.value / listed.orders if listed.orders else None
    ago = (now - listed.last_order).total_seconds() if listed.last_order else None
    told = {
        "value": shown.money(listed.value),
        "orders": shown.count(listed.orders),
        "average": shown.money(average),
        "ago": UNKNOWN if ago is None else shown.duration(max(ago // _DAY, 1) * _DAY),
        "touchpoints": shown.count(listed.touchpoints),
    }
    return [
        Stat(say(f"people.stats.{name}"), value, Definition(say(f"people.stats.{name}_how")))
        for name, value in told.items()
    ]


def tabs(person: Person, here: str) -> Tabs:
    """Return the pages of a profile; its orders are a list of orders like any other."""
    profile = person.listed.id
    pages = {
        "timeline": reverse("people:profile", args=[profile]),
        "orders": f"{reverse('orders:home')}?profile={profile}",
        "about": reverse("people:about", args=[profile]),
        "identity": reverse("people:identity", args=[profile]),
    }
    shown = (Tab(say(f"people.tabs.{name}"), address, name == here) for name, address in pages.items())
    return Tabs(say("people.tabs.title"), tuple(shown))


def facts(person: Person) -> list[tuple[str, str]]:
    """Return who somebody is, by name; what is not known is left out."""
    listed = person.listed
    told = {
        "name": listed.name,
        "email": listed.email,
        "phone": person.phone,
        "user_id": listed.user_id,
        "city": person.city,
        "country": listed.country,
        "language": language_title(listed.language) if listed.language else "",
        "birth_year": "" if person.birth_year is None else str(person.birth_year),
        "channel": channel_title(listed.channel) if listed.channel else "",
    }
    return [(say(f"people.facts.{name}"), straight(value)) for name, value in told.items() if value]


def why(change: Change) -> str:
    """Say what brought a change about: a touchpoint, or time alone."""
    name = "first" if not change.from_stage else "event" if change.event else "time"
    return say(f"people.stage.why.{name}", event=event_title(change.event), rule=rule_title(change.rule))


def consents(person: Person) -> Iterator[Consent]:
    """Yield how somebody stands to each purpose: the usual ones, then those of the shop's own."""
    said = [agreed.purpose for agreed in person.consents]
    for purpose in dict.fromkeys((*PURPOSES, *said)):
        words = tuple(agreed for agreed in person.consents if agreed.purpose == purpose)
        given = person.agrees.get(purpose, words[0].given if words else None)
        yield Consent(purpose_title(purpose), _standing(given), words)


def identity_kind(known: Known) -> str:
    """Return what kind of identifier it is."""
    return say(f"people.identities.{known.kind}")


def _standing(given: bool | None) -> Badge:  # noqa: FBT001 - the answer itself
    if given is None:
        return Badge(say("people.consent.unknown"))
    return Badge(say("people.consent.yes"), "good") if given else Badge(say("people.consent.no"), "danger")


def joined(winner: Person, loser: Person) -> list[str]:
    """Say what would become of two profiles if they were one."""
    both = winner.listed, loser.listed
    return [
        say(
            "people.merge.becomes.numbers",
            orders=sum(each.orders for each in both),
            value=formats.now().money(sum(each.value for each in both)),
            touchpoints=sum(each.touchpoints for each in both),
        ),
        say("people.merge.becomes.identities", n=len(winner.identities) + len(loser.identities)),
        say("people.merge.becomes.consent"),
        say("people.merge.becomes.undo"),
    ]


def lost(person: Person) -> list[str]:
    """Say what an erasure takes away."""
    listed = person.listed
    numbers = {
        "touchpoints": listed.touchpoints,
        "identities": len(person.identities),
        "traits": len(person.traits) + len(person.consents),
    }
    told = [say(f"people.erase.goes.{name}", count=n) for name, n in numbers.items()]
    if listed.orders:
        value = formats.now().money(listed.value)
        told.append(say("people.erase.goes.orders", count=listed.orders, value=value))
    return [*told, say("people.erase.goes.files")]
