"""Notes on coupons as rows."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from parcours.commerce.selectors import NoteRow
from parcours.web.design.books import say
from parcours.web.design.components import Column, Empty, LinkButton, Row, Table


def notes_table(found: Sequence[NoteRow], *, may_edit: bool) -> Table:
    """Return what coupons are for."""
    columns = (
        Column(say("products.coupons.code")),
        Column(say("products.notes.note")),
        *((Column(say("products.notes.change")),) if may_edit else ()),
    )
    rows = [Row((each.code, each.note, *((_change(each.code),) if may_edit else ()))) for each in found]
    nothing = Empty(say("products.notes.none"), say("products.notes.none_text"), icon="tag")
    return Table(say("products.notes.title"), columns, rows, nothing)


def _change(code: str) -> LinkButton:
    address = f"{reverse('products:notes')}?{urlencode({'code': code})}#write"
    return LinkButton(say("products.notes.change"), address, icon="edit")
