"""How mail leaves: the server, and who the shop is when it writes."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from cryptography.fernet import Fernet, InvalidToken

from parcours.errors import InputError, StorageError
from parcours.messaging import home
from parcours.messaging.addresses import domain, normal

Security = Literal["tls", "starttls", "none"]
SECURITIES: tuple[Security, ...] = get_args(Security)
_PORTS = range(1, 65_536)


@dataclass(frozen=True, kw_only=True)
class Server:
    """A mail server that takes the shop's mail.

    Parameters
    ----------
    host, port, security
        Where it is, and how the way there is kept secret; ``none`` is for this machine only.
    user, password
        How the shop signs in; both may be empty.
    from_name, from_address, reply_to
        Who writes, and where answers go if elsewhere.

    Raises
    ------
    InputError
        No mail could leave this way.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    from_name: str
    from_address: str
    reply_to: str = ""

    def __post_init__(self) -> None:
        if self.port not in _PORTS or not self.host or not _is_plain(self.host, self.user, self.password):
            raise InputError("This is no mail server.", expected="A host's name and a port up to 65535.")
        if self.security == "none" and not is_this_machine(self.host):
            raise InputError(
                "Mail would travel in the open.",
                expected="Without encryption only a server on this machine is used.",
                advice="Choose STARTTLS (usually port 587) or TLS (usually port 465).",
            )

    @property
    def domain(self) -> str:
        """In whose name mail leaves."""
        return domain(self.from_address)

    def normal(self) -> Server:
        """Return the same with addresses as servers take them."""
        reply_to = normal(self.reply_to) if self.reply_to else ""
        return replace(self, from_address=normal(self.from_address), reply_to=reply_to)


def is_this_machine(host: str) -> bool:
    """Return whether a host is the one that asks.

    >>> is_this_machine("127.0.0.1"), is_this_machine("mail.example.org")
    (True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def sealed(password: str) -> str:
    """Return a password as only this shop can read it."""
    return _box().encrypt(password.encode()).decode() if password else ""


def unsealed(kept: str) -> str:
    """Return the password.

    Raises
    ------
    StorageError
        It was sealed by another shop, or damaged.
    """
    try:
        return _box().decrypt(kept.encode()).decode() if kept else ""
    except InvalidToken as error:
        raise StorageError(
            "The password of the mail server cannot be read.",
            advice="Enter it again in the settings of messages.",
        ) from error


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(home.key("password")).digest()))


def _is_plain(*texts: str) -> bool:
    return all(text.isprintable() for text in texts)
