"""The columns of the log that touchpoints may fill beyond who, when and in which visit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

TEXTS = (
    *("page_path", "page_title", "search_query", "checkout_step", "checkout_field", "payment_method"),
    *("currency", "coupon", "carrier", "text", "flow_id", "survey_id", "experiment_id"),
    "properties",
)
KEYS = {"order_id": "T", "checkout_id": "K", "cart_id": "W", "message_ref": "M"}
"""Columns of numbers that are written as a letter and digits."""
MONEY = ("total", "revenue", "tax", "shipping", "discount", "refund")


@dataclass(frozen=True)
class Kind:
    """How a column is held until it is written, and what stands where there is no value."""

    type: npt.DTypeLike
    nothing: int | float


KINDS: dict[str, Kind] = {
    **dict.fromkeys(TEXTS, Kind(np.int32, -1)),
    **dict.fromkeys(KEYS, Kind(np.int64, -1)),
    **dict.fromkeys(MONEY, Kind(np.int32, -1)),
    "search_results": Kind(np.int16, -1),
    "is_guest": Kind(np.int8, -1),
    "promised_at": Kind(np.int64, -1),
    "score": Kind(np.float32, np.nan),
}
