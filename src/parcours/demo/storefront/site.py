"""Django, configured in code: no database of its own, no applications, templates and a few guards."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from parcours.demo.storefront.house import COOKIE_SECONDS, House, Options, open_house
from parcours.errors import BusyError

_HERE = "parcours.demo.storefront"
_KEPT = timedelta(seconds=COOKIE_SECONDS)


def settings_of(house: House) -> dict[str, Any]:
    """Return Django's settings of a storefront."""
    return {
        "HOUSE": house,
        "DEBUG": False,
        "SECRET_KEY": house.key,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "ROOT_URLCONF": f"{_HERE}.urls",
        "USE_I18N": False,
        "USE_TZ": True,
        "MIDDLEWARE": [
            "django.middleware.gzip.GZipMiddleware",
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.common.CommonMiddleware",
            f"{_HERE}.guards.content_policy",
            "django.middleware.csrf.CsrfViewMiddleware",
        ],
        "SECURE_REFERRER_POLICY": "strict-origin-when-cross-origin",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_AGE": COOKIE_SECONDS,
        "CSRF_FAILURE_VIEW": f"{_HERE}.views.errors.forgery",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"],
        "TEMPLATES": [_templates()],
        "LOGGING": _logging(),
    }


def _templates() -> dict[str, Any]:
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "builtins": [f"{_HERE}.tags"],
            "context_processors": ["django.template.context_processors.request"],
        },
    }


def _logging() -> dict[str, Any]:
    """Only what went wrong is worth a line."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"stderr": {"class": "logging.StreamHandler", "level": "ERROR"}},
        "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
    }


def application(options: Options) -> Callable[..., Any]:
    """Return the WSGI application of a storefront; a process has one."""
    import django
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    from parcours.demo.storefront.opening import make_trial_account

    house = open_house(options)
    now = options.clock()
    house.store.forget_visits(now - _KEPT)
    settings.configure(**settings_of(house))
    django.setup()
    make_trial_account(house.store, now)
    handler: Callable[..., Any] = WSGIHandler()
    return handler


def serve(options: Options, *, port: int, ready: Callable[[], None]) -> None:
    """Serve a storefront on this machine until it is stopped.

    Raises
    ------
    BusyError
        Something else listens at the port.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _check_free(port)
    server = Granian(
        "tilia",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_level=LogLevels.error,
        websockets=False,
    )
    server.on_startup(ready)
    server.serve(target_loader=partial(application, options), wrap_loader=False)


def _check_free(port: int) -> None:
    """Granian shares a port with whoever listens there already, and visits would go to either."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise BusyError(f"Port {port} is in use.", advice="Choose another one with --port.") from None
