"""Which orders a list is asked for: all of it in the address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from parcours.commerce.deeds import STATUSES
from parcours.commerce.selectors import Period, Wanted

DIMENSIONS = ("status", "channel", "country", "payment_method", "carrier")
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "buyer": ("guest", "account"),
    "nth": ("first", "repeat"),
    "punctual": ("late", "in_time"),
    "excluded": ("only", "too"),
    "overdue": ("1",),
}
NAMES = (*DIMENSIONS, *ANSWERS)
_LONGEST = 200
_KEY = re.compile(r"-?[0-9]{1,19}")


@dataclass(frozen=True)
class Asking:
    """A list of orders: ``given`` are the filters that the address says and that make sense."""

    given: Mapping[str, str]

    @property
    def is_of_all_time(self) -> bool:
        """Whether no days matter: whoever looks for one number, or for one person, wants all of them."""
        return "q" in self.given or "profile" in self.given

    def wanted(self, period: Period, now: datetime) -> Wanted:
        """Return it as the room of commerce asks for it."""
        told: dict[str, Any] = {name: (self.given[name],) for name in DIMENSIONS if name in self.given}
        told |= {name: self.given[name] for name in ("buyer", "nth", "punctual") if name in self.given}
        profile = self.given.get("profile")
        return Wanted(
            period=None if self.is_of_all_time else period,
            excluded=self.given.get("excluded", "no"),  # type: ignore[arg-type]  # one of ANSWERS
            coupon=self.given.get("coupon", ""),
            number=self.given.get("q", ""),
            profile_id=int(profile) if profile else None,
            overdue_at=now if "overdue" in self.given else None,
            **told,
        )


def parse(query: QueryDict) -> Asking:
    """Return what an address asks for; what makes no sense there is left out."""
    given = {name: _text(query, name) for name in (*DIMENSIONS, "coupon", "q")}
    given |= {name: _text(query, name) for name in ANSWERS if query.get(name) in ANSWERS[name]}
    if given["status"] not in STATUSES:
        given["status"] = ""
    if _KEY.fullmatch(query.get("profile", "")):
        given["profile"] = query.get("profile", "")
    return Asking({name: value for name, value in given.items() if value})


def _text(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\0", "").strip()[:_LONGEST]
