"""How requests and answers are read and written."""

from __future__ import annotations

from typing import Any, cast

import msgspec
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from parcours.web.api.refusals import MediaTypeError

_JSON = "application/json"
_FORM = "multipart/form-data"


class StrictParser(Parser):
    """Reads JSON that says that it is, and nothing but sound Unicode."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Read a body."""
        if request.content_type != _JSON:
            raise MediaTypeError(_JSON)
        return cast("dict[str, Any]", msgspec.json.decode(request.body))

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Read an address, or the files of a form."""
        if data is request.FILES and request.content_type != _FORM:
            raise MediaTypeError(_FORM)
        return super().parse_querydict(data, list_fields, request)


class Renderer(BaseRenderer):
    """Writes JSON with all digits of a moment, which the framework's own cuts."""

    media_type = _JSON

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """Write an answer."""
        del request, response_status
        return msgspec.json.encode(data)
