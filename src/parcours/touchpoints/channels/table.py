"""The channels by which people come, and the words that name them in links and in other tools."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Channel:
    """Where a visit came from.

    ``media`` are the words of `utm_medium`, or of GA4's and Matomo's reports, that say so by
    themselves, with spaces between them. ``paid`` channels cost money for each click, view or sale.
    """

    name: str
    stage: str
    meaning: str
    media: str = ""
    paid: bool = False


CHANNELS: tuple[Channel, ...] = (
    Channel(
        "paid search",
        "awareness",
        "an ad on a search engine's page",
        "paidsearch searchads sem adwords",
        paid=True,
    ),
    Channel("organic search", "awareness", "a result of a search engine", "organicsearch seo"),
    Channel(
        "paid social",
        "awareness",
        "an ad on a social network",
        "paidsocial socialads socialpaid cpcsocial",
        paid=True,
    ),
    Channel(
        "organic social",
        "awareness",
        "a post on a social network",
        "social socialnetwork socialmedia sm socialorganic organicsocial instagram facebook",
    ),
    Channel(
        "paid video", "awareness", "an ad before or in a video", "paidvideo videoads instream", paid=True
    ),
    Channel("video", "awareness", "a video of the shop or about it", "video organicvideo youtube"),
    Channel(
        "display",
        "awareness",
        "a banner or native ad on other sites",
        "display banner gdn programmatic native interstitial expandable dsp",
        paid=True,
    ),
    Channel(
        "retargeting",
        "consideration",
        "an ad for people who were in the shop before",
        "retargeting remarketing rtg",
        paid=True,
    ),
    Channel("other ads", "awareness", "an ad of a kind that nobody named", "crossnetwork", paid=True),
    Channel(
        "influencer",
        "awareness",
        "somebody with followers, paid or not",
        "influencer influencers influence creator ambassador kol",
    ),
    Channel(
        "affiliate",
        "awareness",
        "a partner paid by sale",
        "affiliate affiliates affiliation partner cashback coupon cpa",
        paid=True,
    ),
    Channel(
        "content",
        "awareness",
        "a blog, magazine, podcast or infographic",
        "content blog article podcast audio infographic pr press guide",
    ),
    Channel(
        "word of mouth",
        "awareness",
        "a friend: a referral link or a private message",
        "friend friends referafriend raf wordofmouth referralprogram referralprogramme parrainage whatsapp",
    ),
    Channel(
        "offline",
        "awareness",
        "print, television, radio, a code on a parcel",
        "offline qr qrcode print flyer tv radio mailing catalogue store pos",
    ),
    Channel("ai assistant", "consideration", "an answer of an AI assistant", "ai aiassistant llm chatbot"),
    Channel(
        "comparison site",
        "consideration",
        "a price comparison or shopping engine",
        "comparison pricecomparison comparateur shopping paidshopping organicshopping pla feed",
    ),
    Channel("review site", "consideration", "a site of reviews and ratings", "reviews review ratings"),
    Channel("forum", "consideration", "a forum or community", "forum community qa"),
    Channel("marketplace", "conversion", "a marketplace where the shop sells too", "marketplace"),
    Channel(
        "email", "retention", "an e-mail of the shop", "email mail newsletter emailing crm mailer automation"
    ),
    Channel("sms", "retention", "a text message of the shop", "sms text mms textmessage"),
    Channel(
        "push", "retention", "a notification of the shop", "push webpush mobilepush notification apppush"
    ),
    Channel("referral", "awareness", "a link on another site", "website"),
    Channel(
        "direct", "awareness", "the address typed in, a bookmark, or nothing to go by", "none direct typein"
    ),
)
