"""Messages as bytes: headers that nobody can slip lines into, plain text and HTML side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime

from parcours.messaging.addresses import domain
from parcours.messaging.outgoing import UNSUBSCRIBE, Content, Recipient
from parcours.messaging.server import Server
from parcours.messaging.smtp import Envelope

_WHOLE = frozenset(("list-unsubscribe", "list-unsubscribe-post", "list-id", "message-id"))
# Signs that steer instead of being read: ends of lines, and what turns the text around it.
_STEERING = re.compile("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_LONGEST = 250


class _Policy(EmailPolicy):
    """Folds lines as mail wants them, but those that mail programs read as one piece."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """Write one header."""
        if name.lower() in _WHOLE:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(linesep="\r\n", cte_type="7bit")


@dataclass(frozen=True)
class Heading:
    """What a message bears beside its content; without an address nobody can unsubscribe."""

    message_id: str
    at: datetime
    topic: str = ""
    unsubscribe: str = ""


def envelope(server: Server, to: Recipient, content: Content, heading: Heading) -> Envelope:
    """Return a message as it travels."""
    mail = EmailMessage(_POLICY)
    mail["From"] = Address(line(server.from_name), addr_spec=server.from_address)
    mail["To"] = Address(line(to.name), addr_spec=to.address)
    if server.reply_to:
        mail["Reply-To"] = Address(addr_spec=server.reply_to)
    mail["Subject"] = line(content.subject)
    mail["Date"] = format_datetime(heading.at)
    mail["Message-ID"] = f"<{heading.message_id}>"
    mail["Auto-Submitted"] = "auto-generated"
    if heading.unsubscribe:
        _unsubscribing(mail, server, heading)
    mail.set_content(_filled(content.text, heading), cte="quoted-printable")
    mail.add_alternative(_filled(content.html, heading), subtype="html", cte="quoted-printable")
    mail["Content-Language"] = to.language  # at last: what describes content moves into the first part
    return Envelope(server.from_address, to.address, bytes(mail))


def line(text: str) -> str:
    """Return a text as one line of a header can hold it.

    >>> line("Hello\\r\\nBcc: eve@example.org")
    'Hello Bcc: eve@example.org'
    """
    return " ".join(_STEERING.sub(" ", text).split())[:_LONGEST]


def _unsubscribing(mail: EmailMessage, server: Server, heading: Heading) -> None:
    """Let mail programs unsubscribe with one press (RFC 2369, RFC 8058)."""
    mail["List-Unsubscribe"] = f"<{heading.unsubscribe}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["List-Id"] = f"<{heading.topic}.{domain(server.from_address)}>"


def _filled(text: str, heading: Heading) -> str:
    return text.replace(UNSUBSCRIBE, heading.unsubscribe)
