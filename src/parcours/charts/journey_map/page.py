"""The journey map as a page: one file that needs nothing else, or a fragment for another page."""

from __future__ import annotations

from html import escape

from parcours.charts.journey_map.model import Map
from parcours.charts.journey_map.overlay import BARE, Overlay
from parcours.charts.journey_map.sections import causes, footer_tables, leaks, now, pains, unknowns
from parcours.charts.journey_map.speech import Speech
from parcours.charts.journey_map.stages import road
from parcours.charts.picture import stylesheet
from parcours.words.languages import direction


def map_fragment(drawn: Map, language: str = "en") -> str:
    """Return the map as HTML without scripts or inline styles; `stylesheet` belongs beside it."""
    speech = Speech(drawn, language)
    head = f"<h1>{speech.say('title')}</h1><p>{escape(speech.scope())}</p>"
    return _article(speech, f'<header class="pc-map-head">{head}</header>')


def map_body(drawn: Map, language: str = "en", overlay: Overlay = BARE) -> str:
    """Return the map for a page that has a title of its own, with that page's links and notes."""
    speech = Speech(drawn, language, overlay)
    return _article(speech, f'<p class="pc-muted">{escape(speech.scope())}</p>')


def _article(speech: Speech, head: str) -> str:
    drawn, language = speech.map, speech.language
    sections = (
        (causes, leaks, now, road, pains, unknowns, footer_tables) if drawn.touchpoints else (unknowns,)
    )
    body = "".join(section(speech) for section in sections)
    return f'<article class="pc-map" lang="{language}" dir="{direction(language)}">{head}{body}</article>'


def map_page(drawn: Map, language: str = "en") -> str:
    """Return one HTML file: its style inside, no script, nothing fetched."""
    title = Speech(drawn, language).say("title")
    return (
        f'<!doctype html><html lang="{language}" dir="{direction(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{stylesheet()}</style></head>"
        f'<body class="pc-page"><main>{map_fragment(drawn, language)}</main></body></html>'
    )
