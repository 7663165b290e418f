"""Requests that nobody would write: every answer is one that the document names, and none is a failure."""

from __future__ import annotations

from contextlib import closing

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.generation.meta import ParameterLocation

# What is well formed may still name nothing: two days in the wrong order, an event that never happened.
NOT_ASKED = {"positive_data_acceptance"}


class Closing:
    """The application behind a server that closes what it was answered, which the client does not."""

    def __init__(self):
        self.app = WSGIHandler()

    def __call__(self, environ, start_response):
        with closing(self.app(environ, start_response)) as answer:
            return [b"".join(answer)]


@pytest.fixture
def fuzzed(shop, owner, monkeypatch):
    """The document, whose requests come from a token that may do everything."""
    for limit in ("A_MINUTE", "REFUSED_A_MINUTE"):
        monkeypatch.setattr(f"parcours.web.api.auth.{limit}", 10**9)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", Closing())
    sent = {"Authorization": f"Bearer {owner.key}", "Accept-Encoding": "identity"}
    yield [each.ok() for each in schema.get_all_operations()], sent
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def fuzz(operations, headers, examples):
    checks = [check for check in CHECKS.get_all() if check.__name__ not in NOT_ASKED]
    for operation in operations:
        for mode in GenerationMode:

            @settings(
                max_examples=examples,
                derandomize=True,
                database=None,
                deadline=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def ask(case):
                if "Authorization" not in (case.headers or {}):  # the real one is sent: none is missing
                    case.meta.components.pop(ParameterLocation.HEADER, None)
                case.call_and_validate(headers=headers, checks=checks)

            ask()


def test_requests_by_chance_get_the_answers_that_the_document_names(fuzzed):
    fuzz(*fuzzed, examples=4)


@pytest.mark.slow
def test_many_requests_by_chance_get_the_answers_that_the_document_names(fuzzed):
    fuzz(*fuzzed, examples=20)
