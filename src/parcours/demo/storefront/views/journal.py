"""The journal: what the shop has learned, each piece with what it is about."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from parcours.demo.storefront import shelf
from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.listing import cards
from parcours.demo.world.content import CONTENT, Content

FORMATS = {
    "post": "journal.post",
    "video": "journal.video",
    "guide": "journal.guide",
    "comparison": "journal.comparison",
}
_LEADS = {
    "post": "journal.post_lead",
    "video": "journal.video_lead",
    "guide": "journal.guide_lead",
    "comparison": "journal.comparison_lead",
}
POSTS = tuple((content, FORMATS[content.format]) for content in CONTENT)
_BY_SLUG = {content.slug: (content, says) for content, says in POSTS}
_ABOUT, _OTHERS = 4, 4


def journal(desk: Desk) -> HttpResponse:
    """Show all pieces."""
    return desk.page("journal", posts=POSTS)


def post(desk: Desk, slug: str) -> HttpResponse:
    """Show one piece, with what it is about."""
    if slug not in _BY_SLUG:
        raise Http404
    content, says = _BY_SLUG[slug]
    about = shelf.best_sellers(content.topic)[:_ABOUT]
    return desk.page(
        "post",
        content=content,
        says=says,
        lead=_LEADS[content.format],
        category=shelf.category_of(about[0]),
        cards=cards(desk, about),
        posts=window(without=content.topic),
    )


def window(without: str = "") -> tuple[tuple[Content, str], ...]:
    """Return a few pieces, each about another shelf."""
    found: dict[str, tuple[Content, str]] = {}
    for content, says in POSTS:
        if content.topic != without:
            found.setdefault(content.topic, (content, says))
    return tuple(found.values())[:_OTHERS]
