"""Channels follow the table, in the order of click id, UTM, referrer, direct."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.touchpoints import CHANNELS, STAGES, Visit, channel_of, channels_of
from parcours.touchpoints.channels.hosts import host_of, site_of
from parcours.touchpoints.channels.sources import CLICK_IDS, PREFIXES, SOURCES

NAMES = {channel.name for channel in CHANNELS}
SHOP = "https://www.shop.example/p/1"


@pytest.mark.parametrize(
    ("referrer", "expected"),
    [
        ("https://www.google.com/", "organic search"),
        ("https://www.google.co.il/", "organic search"),
        ("android-app://com.google.android.googlequicksearchbox/", "organic search"),
        ("https://www.qwant.com/?q=the", "organic search"),
        ("https://l.facebook.com/l.php?u=x", "organic social"),
        ("https://m.facebook.com", "organic social"),
        ("https://www.pinterest.fr/pin/1", "organic social"),
        ("https://t.co/abc", "organic social"),
        ("https://lnkd.in/abc", "organic social"),
        ("https://www.youtube.com/watch?v=1", "video"),
        ("https://chatgpt.com/", "ai assistant"),
        ("https://gemini.google.com/app", "ai assistant"),
        ("https://www.perplexity.ai/search", "ai assistant"),
        ("https://www.idealo.fr/prix/1", "comparison site"),
        ("https://www.leguide.com/", "comparison site"),
        ("https://www.zap.co.il/model.aspx?modelid=1", "comparison site"),
        ("https://shopping.google.fr/", "comparison site"),
        ("https://fr.trustpilot.com/review/shop", "review site"),
        ("https://www.avis-verifies.com/", "review site"),
        ("https://www.amazon.fr/dp/1", "marketplace"),
        ("https://www.ebay.co.uk/itm/1", "marketplace"),
        ("https://mail.google.com/mail/u/0/", "email"),
        ("https://outlook.live.com/", "email"),
        ("https://mail.yahoo.com/", "email"),
        ("https://webmail.unknown.example/", "email"),
        ("https://www.dealabs.com/bons-plans/1", "forum"),
        ("https://forum.unknown.example/t/1", "forum"),
        ("https://web.whatsapp.com/", "word of mouth"),
        ("https://blog.unknown.example/post", "content"),
        ("https://linktr.ee/somebody", "influencer"),
        ("https://www.awin1.com/cread.php", "affiliate"),
        ("https://www.unknown.example/", "referral"),
        ("https://notgoogle.example/", "referral"),
        ("https://docs.google.com/document/d/1", "referral"),
        ("Direct", "direct"),
        ("google", "organic search"),
        ("(not set)", "direct"),
        ("https://192.0.2.7:8080/page", "referral"),
    ],
)
def test_a_referrer_tells_the_channel(referrer, expected):
    assert channel_of(Visit(referrer=referrer, landing=SHOP)) == expected


@pytest.mark.parametrize(
    "referrer",
    [
        "https://shop.example/cart",
        "https://checkout.shop.example/",
        "https://www.paypal.com/checkoutnow",
        "https://checkout.stripe.com/c/pay",
        "https://pay.klarna.com/",
        "https://secure.cardcom.solutions/",
        "https://direct.tranzila.com/",
        "https://pay.google.com/",
        "https://pay.amazon.fr/",
        "https://accounts.google.com/signin",
    ],
)
def test_the_shops_own_pages_and_payment_providers_start_no_channel(referrer):
    assert channel_of(Visit(referrer=referrer, landing=SHOP)) is None


def test_further_hosts_of_the_shop_start_no_channel():
    visit = Visit(referrer="https://secure.payments.example/done", landing=SHOP)
    assert channel_of(visit) == "referral"
    assert channel_of(visit, own=["payments.example"]) is None


@pytest.mark.parametrize(
    ("source", "medium", "expected"),
    [
        ("google", "cpc", "paid search"),
        ("Google", "CPC", "paid search"),
        ("bing", "ppc", "paid search"),
        ("facebook", "cpc", "paid social"),
        ("facebook", "cpm", "paid social"),
        ("ig", "paid_social", "paid social"),
        ("Facebook Ads", "paid", "paid social"),
        ("youtube", "cpc", "paid video"),
        ("idealo", "cpc", "comparison site"),
        ("somewhere", "cpc", "other ads"),
        ("somewhere", "cpm", "display"),
        ("somewhere", "banner", "display"),
        ("criteo", "display", "display"),
        ("criteo", "retargeting", "retargeting"),
        ("criteo", "cpc", "retargeting"),
        ("google", "organic", "organic search"),
        ("facebook.com", "referral", "organic social"),
        ("l.instagram.com", "referral", "organic social"),
        ("mail.google.com", "referral", "email"),
        ("unknown.example", "referral", "referral"),
        ("instagram", "social", "organic social"),
        ("instagram", "influencer", "influencer"),
        ("awin", "affiliate", "affiliate"),
        ("newsletter", "email", "email"),
        ("march", "E-mail", "email"),
        ("klaviyo", "", "email"),
        ("newsletter", "(not set)", "email"),
        ("club", "sms", "sms"),
        ("club", "web-push", "push"),
        ("chatgpt.com", "", "ai assistant"),
        ("chatgpt.com", "(not set)", "ai assistant"),
        ("friend", "referral-program", "word of mouth"),
        ("podcast", "", "content"),
        ("magazine", "print", "offline"),
        ("tiktok", "", "organic social"),
        ("(direct)", "(none)", "direct"),
        ("whoever", "whatever", "referral"),
    ],
)
def test_source_and_medium_tell_the_channel(source, medium, expected):
    assert channel_of(Visit(utm_source=source, utm_medium=medium)) == expected


def test_a_payment_provider_named_as_the_source_of_a_report_starts_no_channel():
    assert channel_of(Visit(utm_source="paypal.com", utm_medium="referral")) is None


def test_a_retargeting_campaign_is_known_by_its_name_but_a_search_result_is_not():
    assert (
        channel_of(Visit(utm_source="facebook", utm_medium="cpc", utm_campaign="Retargeting_Q4"))
        == "retargeting"
    )
    assert (
        channel_of(Visit(utm_source="google", utm_medium="organic", utm_campaign="retargeting"))
        == "organic search"
    )


def test_utm_wins_over_the_referrer():
    assert (
        channel_of(Visit(utm_source="march", utm_medium="email", referrer="https://www.google.com/"))
        == "email"
    )


def test_unset_utm_leaves_the_word_to_the_referrer():
    assert channel_of(Visit(utm_source="(not set)", referrer="https://www.google.com/")) == "organic search"


def test_the_id_of_a_paid_click_wins_over_an_unpaid_utm():
    assert channel_of(Visit(utm_source="march", utm_medium="email", click_id="gclid:1")) == "paid search"


def test_the_utm_of_a_paid_click_says_which_kind_of_ad():
    assert channel_of(Visit(utm_source="google", utm_medium="display", click_id="gclid:1")) == "display"


def test_an_id_on_every_link_of_a_platform_yields_to_the_utm():
    assert channel_of(Visit(click_id="fbclid:1")) == "organic social"
    assert channel_of(Visit(utm_source="facebook", utm_medium="cpc", click_id="fbclid:1")) == "paid social"


def test_a_landing_without_referrer_is_direct_and_nothing_at_all_is_unknown():
    assert channel_of(Visit(landing=SHOP)) == "direct"
    assert channel_of(Visit()) is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?utm_source=brevo&utm_medium=email&utm_campaign=No%C3%ABl", "email"),
        ("?color=red&gclid=Cj0#top", "paid search"),
        ("?GCLID=Cj0", "paid search"),
        ("?fbclid=a%3Ab", "organic social"),
        ("?color=red", "direct"),
        ("?", "direct"),
        ("#utm_source=brevo", "direct"),
    ],
)
def test_the_landing_pages_address_tells_what_no_column_tells(query, expected):
    rows = pa.table({"landing": [SHOP + query]})
    assert channel_of(Visit(landing=SHOP + query)) == expected
    assert channels_of(rows).to_pylist() == [expected]


def test_columns_win_over_the_landing_pages_address():
    assert channel_of(Visit(utm_medium="email", landing=f"{SHOP}?utm_medium=cpc&gclid=1")) == "email"


@pytest.mark.parametrize(
    ("address", "host", "site"),
    [
        ("https://user:secret@WWW.Example.com:8443/a?b#c", "example.com", "example.com"),
        ("//shop.example.co.il/a", "shop.example.co.il", "example.co.il"),
        ("example.com/path", "example.com", "example.com"),
        ("shop.example.com", "shop.example.com", "example.com"),
        ("/only/a/path", "", ""),
        ("", "", ""),
    ],
)
def test_hosts_and_sites_of_addresses(address, host, site):
    assert (host_of(address), site_of(host_of(address))) == (host, site)


def test_the_tables_name_only_known_channels_and_each_word_once():
    media = [word for channel in CHANNELS for word in channel.media.split()]
    hosts = [host for source in SOURCES for host in source.hosts.split()]
    words = [word for source in SOURCES for word in source.words.split()]
    clicks = [name for click in CLICK_IDS for name in click.names.split()]
    for listed in (media, hosts, words, clicks):
        assert len(set(listed)) == len(listed)
    named = (
        {source.channel for source in SOURCES}
        | {source.paid for source in SOURCES}
        | {c.channel for c in CLICK_IDS}
    )
    assert named | set(PREFIXES.values()) <= NAMES | {None}
    assert {channel.stage for channel in CHANNELS} <= set(STAGES)


PIECES = st.sampled_from(
    [
        "",
        "google",
        "facebook",
        "cpc",
        "email",
        "organic",
        "(not set)",
        "https://t.co/a",
        SHOP,
        "gclid:1",
        "fbclid:2",
        "é",
    ]
)
VISITS = st.builds(Visit, PIECES, PIECES, PIECES, PIECES, PIECES, PIECES)


@given(st.lists(VISITS, max_size=12))
def test_columns_give_what_single_visits_give(visits):
    names = Visit.__dataclass_fields__
    rows = pa.table(
        {name: pa.array([getattr(visit, name) or None for visit in visits], pa.string()) for name in names}
    )
    assert channels_of(rows).to_pylist() == [channel_of(visit) for visit in visits]


@given(VISITS | st.builds(Visit, *[st.text()] * 6))
def test_whatever_links_say_the_channel_is_one_of_the_table(visit):
    assert channel_of(visit) in NAMES | {None}


def test_columns_may_be_missing_dictionary_coded_or_chunked():
    source = pa.chunked_array([["google", None], ["google"]]).dictionary_encode()
    assert channels_of(pa.table({"utm_source": source})).to_pylist() == [
        "organic search",
        None,
        "organic search",
    ]
    assert channels_of(pa.table({"event": ["a", "b"]})).to_pylist() == [None, None]
    assert channels_of(pa.table({"utm_source": pa.array([], pa.string())})).to_pylist() == []
