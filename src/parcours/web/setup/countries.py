"""What a time zone suggests: the currency and the first day of the week of its country.

Suggestions only. Weeks begin on Monday where nothing else is said (CLDR, territories of 001).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

_MONEY = """
    EUR: AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC MT NL PT SI SK SM VA GF GP MQ RE YT PM
    USD: US PR EC SV; ILS: IL; GBP: GB; CHF: CH LI; CAD: CA; AUD: AU; NZD: NZ; MAD: MA; DZD: DZ; TND: TN
    XOF: BF BJ CI ML NE SN TG; XAF: CG CM GA TD; XPF: NC PF; HTG: HT; LBP: LB; EGP: EG; TRY: TR; JOD: JO
    AED: AE; SAR: SA; SEK: SE; NOK: NO; DKK: DK; ISK: IS; PLN: PL; CZK: CZ; HUF: HU; RON: RO; UAH: UA
    GEL: GE; JPY: JP; CNY: CN; HKD: HK; SGD: SG; KRW: KR; TWD: TW; THB: TH; INR: IN; IDR: ID; PHP: PH
    VND: VN; MYR: MY; ZAR: ZA; NGN: NG; KES: KE; BRL: BR; ARS: AR; CLP: CL; COP: CO; PEN: PE; MXN: MX
    UYU: UY"""
_CURRENCIES = {
    country: part.partition(":")[0].strip()
    for part in re.split("[;\n]", _MONEY.strip())
    for country in part.partition(":")[2].split()
}
_SUNDAY = """AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX
    MZ NI NP PA PE PH PK PR PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"""
_SATURDAY = "AE AF BH DJ DZ EG IQ JO KW LY OM QA SD SY"
_WEEKS = {**dict.fromkeys(_SUNDAY.split(), "sunday"), **dict.fromkeys(_SATURDAY.split(), "saturday")}

COMMON = ("EUR", "USD", "ILS", "GBP", "CHF", "CAD")
"""The currencies that stand first in a list."""


@dataclass(frozen=True)
class Zone:
    """A time zone, and what its country suggests; empty where nothing does."""

    name: str
    currency: str
    first_weekday: str


@cache
def zones() -> tuple[Zone, ...]:
    """Return the zones that people live in."""
    known = available_timezones()
    found = (Zone(name, _CURRENCIES.get(code, ""), _WEEKS.get(code, "monday")) for code, name in _lines())
    return tuple(sorted((zone for zone in found if zone.name in known), key=lambda zone: zone.name))


def _lines() -> Iterator[tuple[str, str]]:
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _, name, *_ = line.split("\t")
            yield country, name
