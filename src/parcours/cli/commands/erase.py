"""``parcours erase``."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from parcours.cli.options import find_shop, json_option, shop_option
from parcours.cli.output import emit_json, say
from parcours.cli.state import has_state
from parcours.errors import BusyError
from parcours.shop import Person, Shop
from parcours.shop.erasure import Erasure


@click.command("erase", epilog="Example: parcours erase --email ana@example.org")
@click.option("--email", default="", help="E-mail address, also where it serves as the user id.")
@click.option("--user", default="", help="The shop's own id of the person.")
@click.option("--visitor", "anonymous", default="", help="Anonymous id of a browser.")
@click.option("--profile", type=int, help="Profile id, as analyses list it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@shop_option
@json_option
def command(
    *,
    email: str,
    user: str,
    anonymous: str,
    profile: int | None,
    yes: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Erase a person from the log, the index, the links and the rejected rows. Cannot be undone."""
    person = Person(email=email, user=user, anonymous=anonymous, profile=profile)
    shop = find_shop(folder)
    if not yes:
        click.confirm(f"Erase this person from {shop.folder} for ever?", abort=True, err=True)
    report = _erase_with_state(shop, person) if has_state(shop) else shop.erase(person, datetime.now(UTC))
    if as_json:
        emit_json(report.to_dict())
        return
    say(f"Erased {report.touchpoints} touchpoints and {report.links} links.")
    if report.reject_files:
        say(f"Deleted {report.reject_files} files of rejected rows; importing again makes them again.")
    if not report.touchpoints:
        say("The log held nothing under these words: is it the id that the import used?")
    say("Copies outside this folder, such as backups and the imported files, are yours to delete.")


def _erase_with_state(shop: Shop, person: Person) -> Erasure:
    from parcours.web.settings import start

    shop = start(shop.folder)
    from parcours.cli.asking import ask_worker
    from parcours.cli.database import bring_up_to_date
    from parcours.state.actor import TERMINAL
    from parcours.stream.erasing import erase
    from parcours.stream.registry import rooms
    from parcours.stream.stream import Stream

    try:
        bring_up_to_date(shop)
        with shop.lock():
            stream = Stream(shop, rooms(), lambda: datetime.now(UTC))
            stream.recover()
            return erase(stream, TERMINAL, person, now=datetime.now(UTC))
    except BusyError as busy:
        named = {name: value for name, value in asdict(person).items() if value not in ("", None)}
        return Erasure(**ask_worker(shop, "erase", named, busy).result)
