"""A shop that writes mail, and a mail server that keeps what it gets and answers as it is told."""

# ruff: noqa: ARG002, N802 - the library names what it calls, and hands it more than it needs
from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from pytest_django import Settings as DjangoSettings
from tests.messaging.certificates import Certificate, make_certificate

from parcours.messaging.models import MailServer, Message
from parcours.messaging.outgoing import UNSUBSCRIBE, Content, Outgoing, Recipient
from parcours.messaging.postman import Postman
from parcours.messaging.server import Server
from parcours.messaging.services import save_server, send
from parcours.shop import Settings, Shop
from parcours.state.actor import TERMINAL

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PASSWORD = "a password with spaces"
SENDER = "shop@olive.example"


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class House:
    """A mail server's mind: what it keeps, and what it answers to whom."""

    kept: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    to_recipients: dict[str, str] = field(default_factory=dict)
    to_sender: str = ""
    to_content: list[str] = field(default_factory=list)
    hangs_up: int = 0
    logins: list[tuple[str, str]] = field(default_factory=list)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.to_sender:
            return self.to_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = self.to_recipients.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.to_content:
            return self.to_content.pop(0)
        self.kept.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos)))
        if self.hangs_up:
            self.hangs_up -= 1
            server.transport.abort()
        return "250 OK"

    def check(self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        pair = (given.login.decode(), given.password.decode())
        self.logins.append(pair)
        return AuthResult(success=pair[1] == PASSWORD, handled=False)

    @property
    def recipients(self) -> list[str]:
        return [address for _, addresses in self.envelopes for address in addresses]


@dataclass(frozen=True)
class Served:
    """A mail server and its mind."""

    house: House
    port: int


class _Controller(Controller):
    """Served at any port: the library would look for itself at the one that it was given."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        socket.create_connection(self.server.sockets[0].getsockname()).close()


@contextmanager
def serving(house: House, **options: Any) -> Iterator[Served]:
    """Serve mail on this machine, in a thread of its own, until the end of the block."""
    controller = _Controller(house, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        assert controller.server is not None
        yield Served(house, controller.server.sockets[0].getsockname()[1])
    finally:
        controller.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """What shows that a server is localhost, to those who trust it."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def post() -> Iterator[Served]:
    """A mail server on this machine without TLS."""
    with serving(House()) as served:
        yield served


@pytest.fixture
def shop(tmp_path: Path, settings: DjangoSettings, db: None) -> Shop:
    """A shop that others can reach, as the one that this process serves."""
    told = Settings(name="Olive & Thyme", zone="Europe/Paris", address="https://parcours.example.org")
    settings.SHOP = Shop.create(tmp_path / "shop", told)
    return settings.SHOP


def server_at(port: int, **more: Any) -> Server:
    told = {"host": "127.0.0.1", "port": port, "security": "none", "from_name": "Olive & Thyme"}
    return Server(**{**told, "from_address": SENDER, **more})


@pytest.fixture
def ready(shop: Shop, post: Served) -> Served:
    """The shop's mail leaves: the server was tested, the sender shown to be its own."""
    set_up(post.port)
    return post


def set_up(port: int, **more: Any) -> None:
    save_server(TERMINAL, server_at(port, **more), now=NOW)
    MailServer.objects.update(tested_at=NOW, proof="olive.example")


def outgoing(address: str = "ana@example.org", **more: Any) -> Outgoing:
    """A message to somebody, transactional unless it says else."""
    said = f"Your parcel left.\n{UNSUBSCRIBE}"
    told = {
        "to": Recipient(address, "en", more.pop("name", ""), more.pop("profile", None)),
        "content": Content("Your parcel", said, f"<p>{said}</p>"),
        "kind": "transactional",
        "topic": "order",
        "key": f"test:{address}",
    }
    return Outgoing(**{**told, **more})


def write(address: str = "ana@example.org", *, now: datetime = NOW, **more: Any) -> int:
    return send(outgoing(address, **more), now=now)


def carry(clock: Clock, rounds: int = 1) -> None:
    """Let a fresh postman send what is due."""
    postman = Postman()
    for _ in range(rounds):
        while postman.turn(clock, threading.Event()):
            pass


def state(number: int) -> tuple[str, str]:
    row = Message.objects.get(pk=number)
    return row.state, row.reason
