"""While the database lets nobody in, a page says so, and says when to come again."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from django.db import connection
from django.test import Client
from tests.web.accounts.conftest import make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a server of databases locks rows, not files"),
]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Nothing is lost; try again"), ("fr", "Rien n’est perdu"), ("he", "שום דבר לא אבד")],
)
def test_whoever_writes_while_another_process_holds_the_database_is_told(language, words):
    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    client.force_login(make("Ana", "owner"))
    client.cookies["parcours_language"] = language
    connection.ensure_connection()
    connection.connection.execute("PRAGMA busy_timeout=100")  # 20 seconds in the application
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        answer = client.post("/me/", {"name": "Anna", "language": "en"})
        other.execute("ROLLBACK")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert words in answer.content.decode()
    assert client.post("/me/", {"name": "Anna", "language": "en"}).status_code == 302
