"""A table of the tests' own, with columns of every kind that the state has."""

from collections.abc import Iterator

import pytest
from django.db import connection, models
from pytest_django.plugin import DjangoDbBlocker


class Thing(models.Model):
    """A thing."""

    at = models.DateTimeField()
    number = models.BigIntegerField(null=True)
    text = models.CharField(max_length=64)
    flag = models.BooleanField(default=False)
    more = models.JSONField(default=dict)

    class Meta:
        app_label = "tests_of_state"  # not installed: no migration is missing

    def __str__(self) -> str:
        return self.text


@pytest.fixture(scope="session")
def table_of_things(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the table, once."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Thing)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Thing)


@pytest.fixture
def things(table_of_things: None, db: None) -> type[Thing]:
    """The table, empty."""
    return Thing
