"""What sends through Django (a forgotten password) goes through the outbox like everything else."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from parcours.messaging.letters import plain_letter
from parcours.messaging.outbox import send
from parcours.messaging.outgoing import Outgoing, Recipient


class OutboxBackend(BaseEmailBackend):
    """Keeps mail of the sign-in in the outbox, one message a recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep them; return how many."""
        with transaction.atomic():
            return sum(self._keep(message) for message in email_messages)

    def _keep(self, message: EmailMessage) -> int:
        language = (get_language() or "en")[:2]
        content = plain_letter(str(message.subject), str(message.body), language).content()
        for address in message.recipients():
            to, key = Recipient(address, language), f"access:{uuid.uuid4().hex}"
            outgoing = Outgoing(to=to, content=content, kind="access", topic="sign_in", key=key)
            send(outgoing, now=timezone.now())
        return 1
