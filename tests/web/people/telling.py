"""Let the rooms read the whole log of a shop's folder, in a process of its own; some people get names."""

from __future__ import annotations

import sys


def main(folder: str) -> None:
    """Make the tables of the shop."""
    from django.core.management import call_command

    from parcours.web.settings import start

    shop = start(folder)
    call_command("migrate", verbosity=0)

    from tests.messaging.conftest import write
    from tests.web.people.shop import NOW, follow

    from parcours.commerce.services import add_rule, note_coupon
    from parcours.people.models import Profile
    from parcours.people.services import correct
    from parcours.state.actor import TERMINAL

    follow(shop)
    names = ("נועה בן־דוד", "<img src=x onerror=alert(1)>", "Zoé L’Herbier", "\u202egnp.exe")
    known = Profile.objects.filter(known=True, orders__gt=0).order_by("-touchpoints", "id")
    for person, name in zip(known, names, strict=False):
        correct(TERMINAL, person.pk, "name", name, now=NOW)
    add_rule(TERMINAL, "coupon", "STAFF", reason="what we try the shop with, once a week at least", now=NOW)
    note_coupon(TERMINAL, "STAFF", "not for customers", now=NOW)
    write(name=names[1])


if __name__ == "__main__":
    main(sys.argv[1])
