"""How people come to the shop and move in it: ads, content, pages, account and consent."""

from __future__ import annotations

from parcours.touchpoints.events import groups as g
from parcours.touchpoints.events import properties as p
from parcours.touchpoints.events.event import Event, events_of

_ad = events_of("attention", g.ADVERTISING)
_content = events_of("attention", g.CONTENT)
_site = events_of("attention", g.SITE)
_account = events_of("attention", g.ACCOUNT)

_AD = (
    *p.CAMPAIGN,
    p.text("platform", "the ad platform"),
    p.text("creative", "picture or text of the ad"),
)
_PIECE = (
    p.text("content_id", "the piece"),
    p.text("title", "its title", "page_title"),
    p.text("format", "post, video, podcast, infographic, guide or other"),
    p.text("author", "who made it"),
)
_PAGE = (
    p.text("path", "path of the page", "page_path"),
    p.text("title", "title of the page", "page_title"),
    p.text("referrer", "address of the page before", "referrer"),
    p.text("url", "address of the page"),
    p.text("search", "query string of the address"),
)
_METHOD = p.text("method", "how: password, link, a network")
_CONSENT = (
    p.text("purpose", "to what: e-mail, SMS, analytics, ads"),
    p.text("wording", "the text that was shown"),
)

ADS: tuple[Event, ...] = (
    _ad(
        "Ad Viewed",
        "an ad was shown",
        _AD,
        ga4=("ad_impression",),
        generic=("ad impression", "ad view"),
    ),
    _ad("Ad Clicked", "clicked an ad", _AD, ga4=("ad_click",), generic=("ad click", "paid click")),
)

CONTENT: tuple[Event, ...] = (
    _content(
        "Content Viewed",
        "read, watched or listened to something: a post, video, podcast or guide",
        _PIECE,
        segment=("Video Playback Started", "Video Content Started"),
        ga4=("video_start",),
        generic=("content view", "blog", "article", "article view", "video", "video play", "podcast"),
    ),
    _content(
        "Content Completed",
        "came to the end of it",
        _PIECE,
        segment=("Video Playback Completed", "Video Content Completed"),
        ga4=("video_complete",),
        generic=("video end", "read to end"),
    ),
)

SITE: tuple[Event, ...] = (
    _site(
        "Page Viewed",
        "saw a page",
        _PAGE,
        segment=("Viewed Page", "Loaded a Page"),
        ga4=("page_view",),
        shopify=("page_viewed",),
        matomo=("action", "trackPageView"),
        generic=("page", "pageview", "visit", "hit", "main", "home", "homepage", "home page"),
    ),
    _site(
        "Screen Viewed",
        "saw a screen of an app",
        (p.text("name", "name of the screen", "page_title"),),
        segment=("Viewed Screen",),
        ga4=("screen_view",),
        generic=("screen",),
    ),
    _site(
        "Page Failed",
        "met an error of the page: a script that broke, a part that did not load",
        (*_PAGE, p.text("message", "what the browser said of it")),
        step="obstacles",
        generic=("javascript error", "js error", "page error", "exception"),
    ),
    _site(
        "Rage Clicked",
        "clicked the same place again and again in a moment",
        (*_PAGE, p.text("element", "what was clicked")),
        step="obstacles",
        generic=("rage click", "frustration click"),
    ),
    _site(
        "Page Speed Measured",
        "how fast a page was for a visitor: its Core Web Vitals",
        (
            *_PAGE,
            p.number("lcp_ms", "until the largest part stood there (Largest Contentful Paint)"),
            p.number("inp_ms", "until the page answered an action (Interaction to Next Paint)"),
            p.number("cls", "how far things jumped (Cumulative Layout Shift)"),
        ),
        origin="system",
        generic=("web vitals", "page speed", "performance"),
    ),
    _site(
        "Experiment Viewed",
        "met a variation of an experiment",
        (
            p.text("experiment_id", "the experiment", "experiment_id"),
            p.text("experiment_name", "its name"),
            p.text("variation_id", "the variation"),
            p.text("variation_name", "its name"),
        ),
        origin="system",
        generic=("experiment", "ab test"),
    ),
)

ACCOUNT: tuple[Event, ...] = (
    _account(
        "Signed Up",
        "opened an account",
        (_METHOD,),
        segment=("Account Created", "User Signed Up"),
        ga4=("sign_up",),
        shopify=("customers/create",),
        generic=("signup", "register", "registration", "registered", "create account"),
    ),
    _account(
        "Signed In",
        "logged in",
        (_METHOD,),
        segment=("User Signed In", "Logged In"),
        ga4=("login",),
        generic=("sign in", "log in", "logged in"),
    ),
    _account(
        "Signed Out",
        "logged out",
        segment=("Logged Out",),
        ga4=("logout",),
        generic=("sign out", "log out", "logged out"),
    ),
    _account(
        "Newsletter Subscribed",
        "asked for the newsletter",
        (p.text("list_id", "the mailing list"), p.text("list_name", "its name")),
        segment=("Subscribed",),
        generic=("subscribe", "newsletter", "newsletter signup", "newsletter subscription", "opt in"),
    ),
    _account("Consent Given", "agreed to a use of data", _CONSENT, generic=("consent", "consent granted")),
    _account(
        "Consent Withdrawn", "took an agreement back", _CONSENT, generic=("consent revoked", "consent denied")
    ),
    _account(
        "Profile Updated",
        "told or was found to be something: Segment's `identify` call",
        origin="system",
        shopify=("customers/update",),
        generic=("identify",),
    ),
)
