"""Django's settings for the tests: those of a new shop, on SQLite or on the PostgreSQL of the environment."""

import tempfile
from pathlib import Path

from parcours.shop import Settings, Shop, open_shop
from parcours.web.explore import journeys
from parcours.web.settings import settings_of

_FOLDER = Path(tempfile.mkdtemp(prefix="parcours-tests-"))
Shop.create(_FOLDER / "shop", Settings(name="Shop of the tests"))
_SHOP = open_shop(_FOLDER / "shop")  # which reads the environment

globals().update(settings_of(_SHOP))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = [*globals()["INSTALLED_APPS"], "tests.state.flushing"]
# On a fresh machine the first opening compiles what it runs; a test of something else waits for that.
journeys.FIRST_PATIENCE = 300.0
