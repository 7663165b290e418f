"""The ways by which people come to Tilia, what each tells in its first address, and what it costs.

Examples
--------
>>> source("deal_site").channel
'affiliate'
>>> spend(source("generic_search"), date(2026, 5, 4), clicks=100)
Spend(day=datetime.date(2026, 5, 4), source='generic_search', campaign='linen-summer', impressions=3125, \
clicks=100, cost=6200)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Landing = Literal["home", "category", "product", "post"]


@dataclass(frozen=True, kw_only=True)
class Tells:
    """What the first address of a visit tells: parameters, referrer, and the name of a click id.

    A source with several campaigns shares the months of the year out among them, in order.
    """

    utm_source: str = ""
    utm_medium: str = ""
    utm_campaigns: tuple[str, ...] = ()
    referrer: str = ""
    click_id: str = ""
    landing: Landing = "home"

    def campaign(self, day: date) -> str:
        """Return the campaign that runs on a day, or an empty text."""
        count = len(self.utm_campaigns)
        return self.utm_campaigns[(day.month - 1) * count // 12] if count else ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One way to the shop.

    Weights are those of a first visit and of the later ones; ``intent`` multiplies the readiness to buy
    (1 is the average visitor); ``led_by`` is what happened before the visit; ``cost_per_click`` is in cents,
    ``click_rate`` the share of the ads seen that are clicked; ``countries`` multiplies the weight there.
    """

    code: str
    channel: str
    weight_first: float
    weight_later: float
    intent: float
    tells: Tells
    led_by: str = ""
    cost_per_click: int = 0
    click_rate: float = 0.0
    countries: tuple[tuple[str, float], ...] = ()

    def factor(self, country: str) -> float:
        """Return what the weight is multiplied by in a country."""
        return dict(self.countries).get(country, 1.0)


@dataclass(frozen=True)
class Spend:
    """What one source cost on one day; ``cost`` in cents."""

    day: date
    source: str
    campaign: str
    impressions: int
    clicks: int
    cost: int


DEAL_SITE = "deal_site"
"""The shop's only affiliate, paid by sale. Its buyers come for the voucher and never return."""
FRIEND_LINK = "friend_link"
"""The link by which a customer refers a friend."""

SOURCES: tuple[Source, ...] = (
    Source(
        code="organic_search",
        channel="organic search",
        weight_first=0.19,
        weight_later=0.17,
        intent=1.0,
        tells=Tells(referrer="https://www.google.com/", landing="category"),
        countries=(("IL", 0.9),),
    ),
    Source(
        code="other_search",
        channel="organic search",
        weight_first=0.02,
        weight_later=0.02,
        intent=1.05,
        tells=Tells(referrer="https://duckduckgo.com/", landing="category"),
        countries=(("DE", 1.8), ("IL", 0.4)),
    ),
    Source(
        code="brand_search",
        channel="paid search",
        weight_first=0.04,
        weight_later=0.11,
        intent=1.7,
        tells=Tells(
            utm_source="google",
            utm_medium="cpc",
            utm_campaigns=("brand-tilia",),
            referrer="https://www.google.com/",
            click_id="gclid",
        ),
        led_by="Ad Clicked",
        cost_per_click=18,
        click_rate=0.11,
    ),
    Source(
        code="generic_search",
        channel="paid search",
        weight_first=0.13,
        weight_later=0.03,
        intent=1.15,
        tells=Tells(
            utm_source="google",
            utm_medium="cpc",
            utm_campaigns=("bed-linen", "linen-summer", "table-and-gifts"),
            referrer="https://www.google.com/",
            click_id="gclid",
            landing="category",
        ),
        led_by="Ad Clicked",
        cost_per_click=62,
        click_rate=0.032,
    ),
    Source(
        code="all_networks",
        channel="other ads",
        weight_first=0.02,
        weight_later=0.005,
        intent=0.8,
        tells=Tells(
            utm_source="google", utm_medium="cross-network", utm_campaigns=("always-on",), landing="product"
        ),
        led_by="Ad Clicked",
        cost_per_click=44,
        click_rate=0.011,
    ),
    Source(
        code="instagram_ads",
        channel="paid social",
        weight_first=0.12,
        weight_later=0.02,
        intent=0.5,
        tells=Tells(
            utm_source="instagram",
            utm_medium="paid_social",
            utm_campaigns=("slow-winter", "first-sun", "linen-days", "evenings-in"),
            referrer="https://l.instagram.com/",
            click_id="fbclid",
            landing="product",
        ),
        led_by="Ad Clicked",
        cost_per_click=39,
        click_rate=0.009,
    ),
    Source(
        code="pinterest_ads",
        channel="paid social",
        weight_first=0.05,
        weight_later=0.01,
        intent=0.6,
        tells=Tells(
            utm_source="pinterest",
            utm_medium="paid_social",
            utm_campaigns=("bedrooms", "long-tables"),
            referrer="https://www.pinterest.com/",
            click_id="epik",
            landing="product",
        ),
        led_by="Ad Clicked",
        cost_per_click=27,
        click_rate=0.007,
        countries=(("IL", 0.4), ("GB", 1.3), ("DE", 1.3)),
    ),
    Source(
        code="instagram_posts",
        channel="organic social",
        weight_first=0.055,
        weight_later=0.05,
        intent=0.6,
        tells=Tells(referrer="https://l.instagram.com/"),
        countries=(("IL", 1.3),),
    ),
    Source(
        code="facebook_posts",
        channel="organic social",
        weight_first=0.02,
        weight_later=0.02,
        intent=0.55,
        tells=Tells(referrer="https://m.facebook.com/", click_id="fbclid", landing="post"),
        countries=(("IL", 1.6),),
    ),
    Source(
        code="video_ads",
        channel="paid video",
        weight_first=0.02,
        weight_later=0.003,
        intent=0.4,
        tells=Tells(utm_source="youtube", utm_medium="cpv", utm_campaigns=("how-linen-is-made",)),
        led_by="Ad Clicked",
        cost_per_click=33,
        click_rate=0.006,
    ),
    Source(
        code="videos",
        channel="video",
        weight_first=0.035,
        weight_later=0.012,
        intent=0.75,
        tells=Tells(referrer="https://www.youtube.com/", landing="post"),
        led_by="Content Viewed",
    ),
    Source(
        code="influencer",
        channel="influencer",
        weight_first=0.04,
        weight_later=0.01,
        intent=0.8,
        tells=Tells(
            utm_source="creators",
            utm_medium="influencer",
            utm_campaigns=("a-table-for-six", "my-white-shirt", "tea-at-five"),
            landing="product",
        ),
        led_by="Content Viewed",
        cost_per_click=46,
        click_rate=0.014,
    ),
    Source(
        code=DEAL_SITE,
        channel="affiliate",
        weight_first=0.06,
        weight_later=0.008,
        intent=1.5,
        tells=Tells(
            utm_source="the-good-deal",
            utm_medium="affiliate",
            utm_campaigns=("voucher-page",),
            landing="category",
        ),
        led_by="Content Viewed",
        cost_per_click=58,
        click_rate=0.05,
        countries=(("FR", 1.2), ("GB", 1.2), ("CH", 0.6)),
    ),
    Source(
        code="comparison",
        channel="comparison site",
        weight_first=0.03,
        weight_later=0.012,
        intent=1.25,
        tells=Tells(
            utm_source="home-compared",
            utm_medium="price-comparison",
            utm_campaigns=("feed",),
            landing="product",
        ),
        led_by="Ad Clicked",
        cost_per_click=31,
        click_rate=0.024,
        countries=(("DE", 1.7),),
    ),
    Source(
        code="marketplace",
        channel="marketplace",
        weight_first=0.012,
        weight_later=0.004,
        intent=0.9,
        tells=Tells(utm_source="makers-market", utm_medium="marketplace", landing="product"),
    ),
    Source(
        code="review_site",
        channel="review site",
        weight_first=0.014,
        weight_later=0.012,
        intent=1.3,
        tells=Tells(utm_source="shops-reviewed", utm_medium="reviews"),
    ),
    Source(
        code="forum",
        channel="forum",
        weight_first=0.018,
        weight_later=0.006,
        intent=0.85,
        tells=Tells(referrer="https://forum.home-and-garden.example/", landing="product"),
    ),
    Source(
        code="assistant",
        channel="ai assistant",
        weight_first=0.03,
        weight_later=0.012,
        intent=1.2,
        tells=Tells(referrer="https://chatgpt.com/", landing="product"),
    ),
    Source(
        code="banners",
        channel="display",
        weight_first=0.03,
        weight_later=0.004,
        intent=0.3,
        tells=Tells(
            utm_source="magazines", utm_medium="display", utm_campaigns=("interiors",), landing="category"
        ),
        led_by="Ad Clicked",
        cost_per_click=24,
        click_rate=0.0012,
    ),
    Source(
        code="retargeting",
        channel="retargeting",
        weight_first=0.0,
        weight_later=0.09,
        intent=0.95,
        tells=Tells(
            utm_source="facebook",
            utm_medium="retargeting",
            utm_campaigns=("viewed-products",),
            landing="product",
        ),
        led_by="Ad Clicked",
        cost_per_click=36,
        click_rate=0.008,
    ),
    Source(
        code="newsletter",
        channel="email",
        weight_first=0.0,
        weight_later=0.12,
        intent=1.2,
        tells=Tells(
            utm_source="newsletter", utm_medium="email", utm_campaigns=("letter",), landing="category"
        ),
        led_by="Email Link Clicked",
    ),
    Source(
        code="flow_email",
        channel="email",
        weight_first=0.0,
        weight_later=0.05,
        intent=1.5,
        tells=Tells(utm_source="crm", utm_medium="email", utm_campaigns=("flow",), landing="product"),
        led_by="Email Link Clicked",
    ),
    Source(
        code="sms",
        channel="sms",
        weight_first=0.0,
        weight_later=0.015,
        intent=1.35,
        tells=Tells(utm_source="crm", utm_medium="sms", utm_campaigns=("sales",), landing="category"),
        led_by="SMS Link Clicked",
        countries=(("IL", 2.0),),
    ),
    Source(
        code="push",
        channel="push",
        weight_first=0.0,
        weight_later=0.01,
        intent=1.0,
        tells=Tells(
            utm_source="crm", utm_medium="web-push", utm_campaigns=("back-in-stock",), landing="product"
        ),
        led_by="Push Notification Tapped",
    ),
    Source(
        code="other_sites",
        channel="referral",
        weight_first=0.02,
        weight_later=0.012,
        intent=0.9,
        tells=Tells(referrer="https://www.weekend-in-the-country.example/"),
    ),
    Source(
        code=FRIEND_LINK,
        channel="word of mouth",
        weight_first=0.015,
        weight_later=0.003,
        intent=2.0,
        tells=Tells(utm_source="friend", utm_medium="refer-a-friend"),
        led_by="Referral Claimed",
    ),
    Source(
        code="private_message",
        channel="word of mouth",
        weight_first=0.025,
        weight_later=0.02,
        intent=1.4,
        tells=Tells(utm_source="whatsapp", utm_medium="share", landing="product"),
        countries=(("IL", 2.2),),
    ),
    Source(
        code="magazine",
        channel="content",
        weight_first=0.02,
        weight_later=0.01,
        intent=0.85,
        tells=Tells(referrer="https://blog.rooms-we-like.example/", landing="product"),
        led_by="Content Viewed",
    ),
    Source(
        code="own_guides",
        channel="content",
        weight_first=0.02,
        weight_later=0.01,
        intent=0.9,
        tells=Tells(
            utm_source="reader-apps", utm_medium="article", utm_campaigns=("guides",), landing="post"
        ),
        led_by="Content Viewed",
    ),
    Source(
        code="parcel_code",
        channel="offline",
        weight_first=0.012,
        weight_later=0.008,
        intent=1.3,
        tells=Tells(utm_source="parcel", utm_medium="qr", utm_campaigns=("card-in-the-box",)),
        cost_per_click=9,
        click_rate=0.04,
    ),
    Source(
        code="direct",
        channel="direct",
        weight_first=0.10,
        weight_later=0.20,
        intent=1.35,
        tells=Tells(),
    ),
)

_DEARER: Mapping[int, float] = {10: 1.1, 11: 1.35, 12: 1.25, 1: 1.05, 7: 0.9, 8: 0.85}
"""What a click costs in a month, against the usual: everybody advertises before Christmas."""


def source(code: str) -> Source:
    """Return a source by its code."""
    return _BY_CODE[code]


def spend(source: Source, day: date, clicks: int) -> Spend:
    """Return what a day's clicks from one source cost, and how often its ads were seen for them."""
    seen = round(clicks / source.click_rate) if source.click_rate else 0
    cost = round(clicks * source.cost_per_click * _DEARER.get(day.month, 1.0))
    return Spend(day, source.code, source.tells.campaign(day), seen, clicks, cost)


_BY_CODE = {each.code: each for each in SOURCES}
