"""What people take from the log: who came, under which names, what they did, said and agreed to."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from django.conf import settings
from django.db.models import Model

from parcours.journeys.index.roots import Roots
from parcours.people import pointing
from parcours.people.consents import consents
from parcours.people.making import make
from parcours.people.models import (
    Consent,
    Dismissal,
    Exclusion,
    Identity,
    Likeness,
    Merge,
    Parting,
    Profile,
    Settled,
    Trait,
)
from parcours.people.reading import Ints, Reading
from parcours.people.traits import traits
from parcours.shop.arrived import Arrived
from parcours.shop.identities import Identities
from parcours.state.among import delete_among
from parcours.state.upsert import Upsert

_TRAITS = Upsert(
    Trait, ("leaf", "name", "entered"), {"value": "replace", "standing": "replace"}, newer="standing"
)
_OF_LEAVES: tuple[tuple[type[Model], str], ...] = (
    (Profile, "id"),
    (Identity, "leaf"),
    (Trait, "leaf"),
    (Consent, "leaf"),
    (Exclusion, "leaf"),
    (Merge, "winner"),
    (Merge, "loser"),
    (Parting, "leaf"),
    (Parting, "profile"),
    (Likeness, "one"),
    (Likeness, "other"),
    (Dismissal, "one"),
    (Dismissal, "other"),
)
_CONSENTS = Upsert(Consent, ("leaf", "purpose", "at", "source", "evidence"), {})


def follow(arrived: Arrived) -> None:
    """Take in touchpoints that are new to the log, each once, in its order, in slices of any size."""
    if not len(arrived.rows):
        return
    identities: Identities = settings.SHOP.identities  # type: ignore[misc]  # a setting of our own
    reading, roots = Reading(arrived.rows, identities), arrived.roots
    identified = reading.identified()
    new, moved = pointing.put(identified, roots, identities)
    told, agreed = traits(reading), consents(reading)
    _TRAITS.put(told.append_column("entered", pa.array(np.zeros(len(told), np.bool_))))
    _CONSENTS.put(agreed)
    said = [np.unique(roots.of(leaves)) for leaves in (new, _leaves(told), _leaves(agreed))]
    changed = np.unique(np.concatenate([*said, moved]))
    make(np.union1d(np.unique(roots.of(reading.leaves)), changed), changed)


def reconcile(roots: Roots) -> int:
    """Mend what no touchpoint told of, such as half a decision; return how many profiles were astray."""
    astray = pointing.astray(roots)
    touched = pointing.follow(astray, roots)
    make(touched, touched)
    return len(astray)


def forget_derived() -> None:
    """Forget what came from the log, to read it again; what people entered stays."""
    Profile.objects.all().delete()
    Identity.objects.all().delete()
    Likeness.objects.all().delete()
    Settled.objects.all().delete()
    Trait.objects.filter(entered=False).delete()
    Consent.objects.filter(entered=False).delete()


def forget(leaves: Ints) -> None:
    """Delete everything about some leaves, what people entered included."""
    for model, column in _OF_LEAVES:
        delete_among(model, column, leaves)
    # Names that only their touchpoints bore, such as the tablet that others used as well.
    alive = Profile.objects.values("pk")
    Identity.objects.filter(touchpoints=0).exclude(profile__in=alive).delete()


def _leaves(table: pa.Table) -> Ints:
    return table["leaf"].to_numpy()
