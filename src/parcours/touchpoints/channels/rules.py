"""Which channel a visit came by.

In this order, the first that tells something: a click id that only paid links carry (the UTM may
then still say which kind of ad), the UTM parameters, any other click id, the referrer, and
`direct` for a landing without a referrer. The shop's own pages and payment providers start nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from parcours.touchpoints.channels.hosts import host_of, known_source, site_of
from parcours.touchpoints.channels.sources import CLICK_IDS, ClickId
from parcours.touchpoints.channels.table import CHANNELS

DIRECT, REFERRAL, RETARGETING = "direct", "referral", "retargeting"

PAID_MEDIA = {
    "cpc": "other ads",
    "ppc": "other ads",
    "paid": "other ads",
    "paidclick": "other ads",
    "ads": "other ads",
    "ad": "other ads",
    "cpm": "display",
    "cpv": "paid video",
}
"""Words of `utm_medium` for paid visits from sources of every kind, with the channel of unknown ones."""
UNPAID_MEDIA = {"organic": "organic search", "referral": REFERRAL, "link": REFERRAL, "referrer": REFERRAL}
"""The same for visits that cost nothing."""
_UNKNOWN = frozenset({"", "(not set)", "not set", "null", "undefined", "(other)", "<other>"})
_AGAIN = re.compile(r"retarget|remarket")


@dataclass(frozen=True)
class Visit:
    """What tells where a visit came from; empty is unknown."""

    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    referrer: str = ""
    landing: str = ""
    click_id: str = ""

    @classmethod
    def from_addresses(cls, landing: str, referrer: str = "") -> Self:
        """Read the UTM parameters and the click id that the landing page's address carries.

        >>> Visit.from_addresses("https://shop.example/?utm_source=google&gclid=Cj0").click_id
        'gclid:Cj0'
        """
        told = dict(parse_qsl(urlsplit(landing).query))
        clicks = (f"{name}:{value}" for name, value in told.items() if name.casefold() in _click_ids())
        return cls(
            utm_source=told.get("utm_source", ""),
            utm_medium=told.get("utm_medium", ""),
            utm_campaign=told.get("utm_campaign", ""),
            referrer=referrer,
            landing=landing,
            click_id=next(clicks, ""),
        )


def channel_of(visit: Visit, own: Collection[str] = ()) -> str | None:
    """Return the channel of a visit, or None where nothing starts or nothing is known.

    Parameters
    ----------
    visit
        UTM parameters (or GA4's source and medium), referrer, landing page, click id.
    own
        Further hosts of the shop; the landing page's is known.

    Examples
    --------
    >>> channel_of(Visit(utm_source="google", utm_medium="cpc"))
    'paid search'
    >>> channel_of(Visit(referrer="https://www.zap.co.il/model.aspx"))
    'comparison site'
    >>> channel_of(Visit(landing="https://shop.example/", referrer="https://www.paypal.com/")) is None
    True
    """
    click = _click_ids().get(visit.click_id.partition(":")[0].casefold())
    campaign = _by_campaign(visit)
    if click and click.certain:
        return campaign if campaign in _paid_channels() else click.channel
    if campaign:
        return campaign
    if click:
        return click.channel
    return _by_referrer(visit, own)


def _by_campaign(visit: Visit) -> str | None:
    """Return what the UTM parameters say, or None when there are none."""
    source, medium = _word(visit.utm_source), _letters(visit.utm_medium)
    if not source and not medium:
        return None
    if _AGAIN.search(f"{source} {medium} {visit.utm_campaign.casefold()}") and medium not in UNPAID_MEDIA:
        return RETARGETING
    place = known_source(host_of(source)) if source else None
    if medium in PAID_MEDIA:
        return (place and place.paid) or PAID_MEDIA[medium]
    if medium in UNPAID_MEDIA:
        return (place and place.channel) or UNPAID_MEDIA[medium]
    return _media().get(medium) or (place and place.channel) or _media().get(_letters(source)) or REFERRAL


def _by_referrer(visit: Visit, own: Collection[str]) -> str | None:
    host = host_of(visit.referrer)
    if not host:
        return DIRECT if visit.landing else None
    if site_of(host) == site_of(host_of(visit.landing)) or any(
        site_of(host) == site_of(host_of(each)) for each in own
    ):
        return None
    place = known_source(host)
    return place.channel if place else REFERRAL


def _word(text: str) -> str:
    word = text.strip().casefold()
    return "" if word in _UNKNOWN else word


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", _word(text))


@cache
def _media() -> dict[str, str]:
    return {word: channel.name for channel in CHANNELS for word in channel.media.split()}


@cache
def _paid_channels() -> frozenset[str]:
    return frozenset(channel.name for channel in CHANNELS if channel.paid)


@cache
def _click_ids() -> dict[str, ClickId]:
    return {name: click for click in CLICK_IDS for name in click.names.split()}
