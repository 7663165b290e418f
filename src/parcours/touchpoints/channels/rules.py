"""Which channel a visit came by.

In this order, the first that tells something: a click id that only paid links carry (the UTM may
then still say which kind of ad), the UTM parameters, any other click id, the referrer, and
`direct` for a landing without a referrer. The shop's own pages start nothing, and neither do those of
payment and sign-in providers.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import parse_qsl

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


def channel_of(visit: Visit, own: Collection[str] = ()) -> str | None:
    """Return the channel of a visit, or None where nothing starts or nothing is known.

    Parameters
    ----------
    visit
        UTM parameters (or GA4's source and medium), referrer, landing page, click id. The landing page's
        address is asked for parameters that are not given.
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
    visit = _completed(visit)
    click = _click_ids().get(visit.click_id.partition(":")[0].casefold())
    campaign = _by_campaign(visit)
    if click and click.certain:
        return campaign if campaign in _paid_channels() else click.channel
    if campaign:
        return campaign
    if click:
        return click.channel
    return _by_referrer(visit, own)


def _completed(visit: Visit) -> Visit:
    """Return the visit with the parameters of its landing page's address where it has none of its own."""
    query = visit.landing.partition("?")[2].partition("#")[0]
    if not query or visit.utm_source or visit.utm_medium or visit.click_id:
        return visit
    told = dict(parse_qsl(query))
    return replace(
        visit,
        utm_source=told.get("utm_source", ""),
        utm_medium=told.get("utm_medium", ""),
        utm_campaign=told.get("utm_campaign", ""),
        click_id=next((name for name in told if name.casefold() in _click_ids()), ""),
    )


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
        return place.channel if place else UNPAID_MEDIA[medium]
    return _media().get(medium) or (place and place.channel) or _media().get(_letters(source)) or REFERRAL


def _by_referrer(visit: Visit, own: Collection[str]) -> str | None:
    host = host_of(_word(visit.referrer))
    if not host:
        return DIRECT if visit.landing else None
    if site_of(host) in {site_of(host_of(each)) for each in (visit.landing, *own)}:
        return None
    place = known_source(host)
    return place.channel if place else _media().get(_letters(host), REFERRAL)


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
