"""The journal: what the shop has learned, each piece with what it is about."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from parcours.demo.storefront import shelf
from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.listing import cards
from parcours.demo.world.content import CONTENT

FORMATS = {
    "post": "journal.post",
    "video": "journal.video",
    "guide": "journal.guide",
    "comparison": "journal.comparison",
}
POSTS = tuple((content, FORMATS[content.format]) for content in CONTENT)
_BY_SLUG = {content.slug: (content, says) for content, says in POSTS}
_ABOUT = 4


def journal(desk: Desk) -> HttpResponse:
    """Show all pieces."""
    return desk.page("journal", posts=POSTS)


def post(desk: Desk, slug: str) -> HttpResponse:
    """Show one piece, with what it is about."""
    if slug not in _BY_SLUG:
        raise Http404
    content, says = _BY_SLUG[slug]
    about = shelf.best_sellers(content.topic)[:_ABOUT]
    others = [each for each in POSTS if each[0] is not content][:3]
    return desk.page(
        "post",
        content=content,
        says=says,
        category=shelf.category_of(about[0]),
        cards=cards(desk, about),
        posts=others,
    )
