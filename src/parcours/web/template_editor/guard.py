"""What a reader sees while a template that somebody edited by hand cannot be read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parcours.journeys.document import DocumentError
from parcours.web.design.books import say
from parcours.web.template_editor.views.frame import told

Answer = Callable[[HttpRequest], HttpResponse]


class TellOfBrokenTemplates:
    """Answers, in place of an error of ours, with the line that is wrong and where to put it right."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say which file, which line and what was expected; other failures are not ours."""
        if not isinstance(exception, DocumentError):
            return None
        words = {"problem": f"{exception.file}. {told(exception)}", "title": say("template_editor.nav")}
        return render(request, "template_editor/standstill.html", words, status=503)
