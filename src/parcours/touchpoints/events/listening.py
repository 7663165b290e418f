"""What people say when asked, and in reviews."""

from __future__ import annotations

from parcours.touchpoints.events import groups as g
from parcours.touchpoints.events import properties as p
from parcours.touchpoints.events.event import Event, events_of

_survey = events_of("listening", g.SURVEY)
_read = events_of("listening", g.REVIEWS_READ)
_review = events_of("listening", g.REVIEW)

_QUESTION = (
    p.SURVEY_ID,
    p.text("question_id", "the question"),
    p.SCORE,
    p.text("comment", "in words", "text"),
)

SURVEYS: tuple[Event, ...] = (
    _survey("Survey Shown", "a survey was put before the profile", (p.SURVEY_ID,), origin="shop"),
    _survey(
        "Survey Answered",
        "answered a survey, or one question of it",
        _QUESTION,
        generic=("survey", "survey response", "survey completed", "csat", "csat answered", "ces answered"),
    ),
    _survey(
        "NPS Answered",
        "said from 0 to 10 how likely a recommendation is",
        _QUESTION,
        generic=("nps", "nps response", "nps score"),
    ),
)

REVIEWS: tuple[Event, ...] = (
    _read(
        "Review Read",
        "read reviews of a product or of the shop",
        p.REVIEW[:2],
        generic=("read review", "reviews viewed", "view reviews", "reviews"),
    ),
    _review(
        "Review Asked",
        "was asked for a review",
        (p.PRODUCT_ID, p.ORDER_ID),
        origin="shop",
        generic=("review request",),
    ),
    _review(
        "Product Reviewed",
        "wrote a review",
        p.REVIEW,
        segment=("Reviewed Product",),
        generic=("review", "rating", "rate", "rated", "review written", "review submitted", "product rated"),
    ),
    _review("Review Published", "a review passed moderation and shows", p.REVIEW, origin="shop"),
    _review("Review Rejected", "a review did not pass moderation", (*p.REVIEW, p.REASON), origin="shop"),
)
