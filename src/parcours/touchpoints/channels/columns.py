"""Channels of whole tables of touchpoints."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from parcours.touchpoints.channels.rules import Visit, channel_of
from parcours.touchpoints.channels.sources import CLICK_IDS

_NAMES = tuple(field.name for field in fields(Visit))
# Of an address only the host tells, and of a click id only the kind: far fewer different rows. Texts of
# another form stay whole: `channel_of` reads them too.
_ADDRESS = r"^(?P<telling>[^/]*//[^/?#]*)"
_TELLING = {"referrer": _ADDRESS, "landing": _ADDRESS, "click_id": r"^(?P<telling>[^:]*)"}
_PARAMETERS = r"(?i)[?&](?:utm_|(?:" + "|".join(click.names.replace(" ", "|") for click in CLICK_IDS) + ")=)"


def channels_of(rows: pa.Table | pa.RecordBatch, own: Collection[str] = ()) -> pa.Array:
    """Return the channel of each row by `channel_of`, null where nothing starts or nothing is known.

    Parameters
    ----------
    rows
        Any of the columns `utm_source`, `utm_medium`, `utm_campaign`, `referrer`, `landing` and
        `click_id`; a missing column tells nothing.
    own
        Further hosts of the shop.

    Examples
    --------
    >>> rows = pa.table({"utm_source": ["google", None], "utm_medium": ["cpc", None], "referrer": [None, "https://t.co/a"]})
    >>> channels_of(rows).to_pylist()
    ['paid search', 'organic social']
    """
    columns = {name: _coded(rows[name], name) for name in _NAMES if name in rows.schema.names}
    which = np.zeros(rows.num_rows, np.int64)
    for codes, values in columns.values():
        which = _codes(pa.array(which * len(values) + codes).dictionary_encode())
    different = which.max(initial=-1) + 1
    example = np.zeros(different, np.int64)
    example[which] = np.arange(len(which))
    visits = (
        Visit(**{name: values[codes[row]] for name, (codes, values) in columns.items()}) for row in example
    )
    return pa.array([channel_of(visit, own) for visit in visits], pa.string()).take(pa.array(which))


def _coded(column: pa.Array | pa.ChunkedArray, name: str) -> tuple[NDArray[np.int64], list[str]]:
    """Return a code for each row, and the text of each code; null reads as empty, and is the last."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    texts = whole.dictionary_encode()
    told = _told(pc.cast(texts.dictionary, pa.string()), name).dictionary_encode()
    telling = [*told.dictionary.to_pylist(), ""]
    codes = told.indices.take(texts.indices).fill_null(len(telling) - 1)
    return np.asarray(codes, np.int64), telling


def _told(texts: pa.Array, name: str) -> pa.Array:
    """Return the part of each text that tells something of the channel."""
    if name not in _TELLING:
        return texts
    parts = pc.coalesce(pc.struct_field(pc.extract_regex(texts, _TELLING[name]), "telling"), texts)
    return (
        pc.if_else(pc.match_substring_regex(texts, _PARAMETERS), texts, parts) if name == "landing" else parts
    )


def _codes(coded: pa.DictionaryArray) -> NDArray[np.int64]:
    return np.asarray(coded.indices, np.int64)
