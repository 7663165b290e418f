"""The conversation with a mail server: one connection, one message after the other."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from dataclasses import dataclass

from parcours.messaging.outcomes import DELIVERED, Answered, Outcome, Phase, outcome_of
from parcours.messaging.server import Server

_TIMEOUT = 20.0
_CLOSING = 421


@dataclass(frozen=True)
class Envelope:
    """A message as it travels: from whom, to whom, and its bytes.

    It has one recipient: a server that takes some of several and refuses the others leaves nobody wondering.
    """

    sender: str
    recipient: str
    data: bytes


class Line:
    """A connection that is opened when it is needed, and again where it broke."""

    def __init__(self, *, timeout: float = _TIMEOUT) -> None:
        self._timeout = timeout
        self._smtp: smtplib.SMTP | None = None
        self._server: Server | None = None
        self._phase: Phase = "connect"

    def deliver(self, server: Server, envelope: Envelope) -> Outcome:
        """Hand a message over; whatever goes wrong is told, not raised."""
        is_used = self._smtp is not None and server == self._server
        outcome = self._attempt(server, envelope)
        # Servers hang up on a connection that carried enough; nothing of this message was told yet.
        if is_used and self._smtp is None and self._phase == "sender":
            return self._attempt(server, envelope)
        return outcome

    def close(self) -> None:
        """Hang up."""
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._smtp.close()
            self._smtp = None

    def _attempt(self, server: Server, envelope: Envelope) -> Outcome:
        try:
            self._converse(self._open(server), envelope)
        except Answered as error:
            self._go_on(error.code)
            return outcome_of(self._phase, error)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            self._drop()
            return outcome_of(self._phase, error)
        return DELIVERED

    def _open(self, server: Server) -> smtplib.SMTP:
        if self._smtp is not None and server == self._server:
            return self._smtp
        self.close()
        self._phase, self._server = "connect", server
        self._smtp = smtp = _connected(server, self._timeout)
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            self._phase = "tls"
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
        if server.user:
            self._phase = "login"
            smtp.login(server.user, server.password)
        return smtp

    def _converse(self, smtp: smtplib.SMTP, envelope: Envelope) -> None:
        self._phase = "sender"
        _accepted(smtp.mail(envelope.sender))
        self._phase = "recipient"
        _accepted(smtp.rcpt(envelope.recipient))
        self._phase = "content"
        _accepted(smtp.data(envelope.data))

    def _go_on(self, code: int) -> None:
        """Make the connection ready for the next message, unless the server is about to hang up."""
        if code == _CLOSING or self._smtp is None:
            self._drop()
            return
        try:
            self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _connected(server: Server, timeout: float) -> smtplib.SMTP:
    # Python would ask the network what this machine is called, which can take long and answer nonsense.
    name = server.domain
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, name, timeout=timeout, context=context)
    return smtplib.SMTP(server.host, server.port, name, timeout=timeout)


def _accepted(told: tuple[int, bytes]) -> None:
    code, answer = told
    if not 200 <= code < 300:
        raise Answered(code, answer)
