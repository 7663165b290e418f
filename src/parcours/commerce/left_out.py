"""The orders that are left out, in a file beside the index: analyses know nothing of the database."""

from __future__ import annotations

import pyarrow as pa
from django.db import transaction

from parcours.commerce.house import shop
from parcours.commerce.models import Kind, Order
from parcours.shop.left_out import COLUMNS, put

_SCHEMA = pa.schema([(name, pa.string()) for name in COLUMNS])


def publish_later() -> None:
    """Write the file when the transaction is done, if it says something else by then."""
    transaction.on_commit(publish)


def publish() -> None:
    """Write the file: the numbers of the orders, sorted."""
    put(shop().folder, _rows())


def _rows() -> pa.Table:
    kinds = list(Kind.objects.exclude(excluded="").values_list("id", flat=True))
    names = Order.objects.filter(kind__in=kinds).order_by("shop_id", "order_id").values_list(*_SCHEMA.names)
    columns = list(zip(*names, strict=True)) or [()] * len(_SCHEMA)
    return pa.table([pa.array(column, pa.string()) for column in columns], schema=_SCHEMA)
