"""Which language somebody reads, and what the shop says in it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from parcours.demo.words import LANGUAGES, Language
from parcours.words import Phrasebook

BOOK = Phrasebook("parcours.demo.storefront")


def language_of(request: HttpRequest) -> Language:
    """Return the language of an address, else the first that a browser asks for and the shop speaks."""
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200])
    wishes = [request.path[1:3], *(code.partition("-")[0] for code, _ in asked)]
    return next((language for wish in wishes for language in LANGUAGES if language == wish), "en")
