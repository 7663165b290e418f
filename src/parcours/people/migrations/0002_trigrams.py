"""Lets PostgreSQL find people by a piece of their name."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from parcours.state import trigrams


def install(_: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    trigrams.install("people_profile", "words")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
