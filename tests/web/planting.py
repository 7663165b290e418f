"""A shop in which every text that others wrote wants more than to be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.apps import apps
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast, Concat
from tests.messaging.conftest import set_up, write
from tests.web.accounts.conftest import make

from parcours.collect.importing import import_file
from parcours.commerce.models import Order, Product
from parcours.commerce.services import Spend, add_rule, exclude_order, note_coupon, record_spend, set_product
from parcours.journeys.purchase_journeys.template import Emotion, Template
from parcours.messaging.models import Attempt, Message
from parcours.messaging.services import pause
from parcours.people.models import Profile
from parcours.people.services import correct, exclude, merge, set_consent
from parcours.shop import Settings, Shop
from parcours.shop.templates import put_template, shipped
from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.stream.models import Job, Quarantined
from parcours.web.accounts.models import Invitation, Token
from parcours.web.journey_map.services import note_day, note_thing

NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)
TURNS = "\u202e"
EVIL = f"=1+\"><script>alert(7)</script><img src=x onerror='x'>{TURNS}gpj"
STRAIGHT = EVIL.replace(TURNS, "")
SCRIPT = "javascript:alert(7)//"
_ROWS = 6_000

# Columns of the log by which rows belong together, or that imports take in their own words alone.
_OWN_COLUMNS = (
    "message_id anonymous_id user_id email session_id device language currency event order_id checkout_id "
    "cart_id message_ref properties items"
)
# Columns of tables in which Parcours writes, and nobody else.
_OWN_FIELDS = (
    "action actor_kind actor_role base before buyer cause code code_to currency data digest email excluded "
    "files flag from_address host inbox key kind language nth options params password prefix proof punctual "
    "reply_to role rule rules scope security session_data session_key stage state status ticket token topic "
    "trouble type"
)
_OWN_TABLES = "AuditEntry ContentType Draft Group Permission Position Suppression Timer Version"
_OWN_PLACES = {("Message", "reason"), ("Rule", "subject"), ("Exclusion", "reason"), ("Attempt", "result")}


def planted(folder: Path, log: Path) -> Shop:
    """Make a shop of such texts, which came in by an import of the last touchpoints of a log."""
    rows = pq.read_table(log)
    rows = rows.slice(len(rows) - _ROWS)
    evil = pa.table({name: _evil(name, rows[name]) for name in rows.column_names})
    pq.write_table(evil, folder / "evil.parquet")
    shop = Shop.create(folder / "shop", Settings(name=EVIL, zone="Europe/Paris"))
    import_file(shop, folder / "evil.parquet", clock=lambda: round(NOW.timestamp() * 1_000_000))
    steps = Template.load()
    emotion, titles = Emotion(2, STRAIGHT), tuple((each, STRAIGHT) for each in ("en", "fr", "he"))
    named = tuple(replace(each, titles=titles, emotion=emotion) for each in steps.steps)
    put_template(shop.folder, "steps", replace(steps, steps=named).to_yaml())
    rules = shipped("stages").replace("name: checkout", f"name: {json.dumps(STRAIGHT)}")
    put_template(shop.folder, "stages", rules)
    return shop


def fill() -> None:
    """Put something into each table that the log does not fill."""
    owner = make("Ana", "owner")
    actor = Actor("user", owner.email, "owner", owner.pk)
    record(Actor("token", EVIL, "owner"), "token.made", EVIL, now=NOW, details={EVIL: [EVIL]})
    first, second, third = Profile.objects.order_by("-touchpoints")[:3]
    for name in ("name", "city", "phone"):
        correct(actor, first.pk, name, EVIL, now=NOW)
    set_consent(actor, first.pk, EVIL[:32], given=True, evidence=EVIL, now=NOW)
    exclude(actor, third.pk, "staff", now=NOW)
    merge(actor, first.pk, second.pk, reason=EVIL, now=NOW)
    note_thing(actor, "place", "Cart", STRAIGHT, now=NOW)
    note_day(actor, date(2026, 5, 30), STRAIGHT, now=NOW)
    _sell(actor)
    Token.objects.create(name=EVIL, prefix="a", digest="", scope=["see"], made_by=owner, made_at=NOW)
    Invitation.objects.create(
        email="b@example.org", role="viewer", made_by=owner, made_at=NOW, expires_at=NOW + timedelta(days=999)
    )
    set_up(25, user="shop")
    message = Message.objects.get(pk=write(profile=first.pk, name=EVIL))
    Attempt.objects.create(message=message, at=NOW, result="refused", cause="content", code=550, answer=EVIL)
    pause(actor, EVIL, now=NOW)
    Job.objects.create(kind="backup", state="failed", error=EVIL, actor_name=EVIL, asked_at=NOW)
    Quarantined.objects.create(
        inbox="i", number=1, item=1, source=EVIL, received_at=NOW, reason=EVIL, body=b"{}"
    )


def _sell(actor: Actor) -> None:
    order, product = Order.objects.filter(placed_at__gt=0)[0], Product.objects.all()[0]
    exclude_order(actor, order.pk, reason=EVIL, now=NOW)
    add_rule(actor, "coupon", "STAFF", reason=EVIL, now=NOW)
    note_coupon(actor, order.coupon, EVIL, now=NOW)
    record_spend(actor, [Spend(date(2026, 5, 30), EVIL, 100, EVIL, EVIL, EVIL)], now=NOW)
    set_product(actor, product.product_id, name=EVIL, now=NOW)


def plant() -> int:
    """Write such a text into every column of every table that is not Parcours's own; return how many."""
    found = 0
    for model in apps.get_models():
        if model.__name__ not in _OWN_TABLES.split():
            for field in model._meta.concrete_fields:
                if _is_foreign(model, field) and model._default_manager.exists():
                    _write(model, field)
                    found += 1
    return found


def _is_foreign(model: type[models.Model], field: Any) -> bool:
    texts = isinstance(field, models.CharField | models.TextField) and not field.choices
    return texts and field.name not in _OWN_FIELDS.split() and (model.__name__, field.name) not in _OWN_PLACES


def _write(model: type[models.Model], field: Any) -> None:
    number = Cast(F("pk"), models.CharField())
    text = f"{SCRIPT}{EVIL}" if field.name in ("url", "image") else EVIL
    kept = text[: (field.max_length or 500) - 20]
    model._default_manager.update(**{field.name: Concat(Value(kept), number, output_field=field)})


def _evil(name: str, column: pa.ChunkedArray) -> pa.Array:
    values = column.to_pylist()
    if name == "event":
        return pa.array(
            [EVIL if each == "Page Viewed" and at % 9 == 0 else each for at, each in enumerate(values)]
        )
    if name == "items":
        return pa.array([each and [_line(line) for line in each] for each in values], column.type)
    if name == "properties":
        return pa.array([_properties(each) for each in values])
    if name in _OWN_COLUMNS.split() or column.type != pa.string():
        return column.combine_chunks()
    if name == "coupon":
        return pa.array([EVIL] * len(values))
    return pa.array([each and f"{EVIL}{each}" for each in values])


def _line(line: dict[str, Any]) -> dict[str, Any]:
    return {name: f"{EVIL}{each}" if isinstance(each, str) else each for name, each in line.items()}


def _properties(text: str | None) -> str:
    told = json.loads(text) if text else {}
    return json.dumps({**told, EVIL: EVIL, "name": EVIL, "traits": {"name": EVIL, "company": EVIL}})


class _Page(HTMLParser):
    """Finds what a browser would do because of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if (tag == "script" and "src" not in told) or told.get("src") == "x":
            self.found.append(self.get_starttag_text() or tag)
        self.found += [f"<{tag} {name}>" for name in told if name.startswith("on")]
        self.found += [
            f"<{tag} {name}={value}>"
            for name, value in attrs
            if (value or "").strip().startswith("javascript:")
        ]


def deeds(page: str) -> list[str]:
    """Return what the planted texts do in a page: scripts, handlers, letters turned around."""
    reader = _Page()
    reader.feed(page)
    at = page.find(TURNS)
    return [*reader.found, *([page[max(at - 120, 0) : at + 40]] if at >= 0 else [])]


def computed(cells: Iterator[str]) -> list[str]:
    """Return the cells of a file that a spreadsheet would compute."""
    return [each for each in cells if re.match(r"[=+@\t\r]|-(?![\d.,]+$)", each) or TURNS in each]
