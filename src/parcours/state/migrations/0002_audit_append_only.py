"""The audit log refuses changes. On SQLite a later change of the table makes it anew: install the triggers again."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from parcours.state import append_only


def refuse(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    append_only.install(editor.connection)


def allow(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    append_only.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("state", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]
