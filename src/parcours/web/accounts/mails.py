"""Mail that lets somebody in, through the outbox."""

from __future__ import annotations

from datetime import datetime

from parcours.messaging.letters import Letter, Link, Paragraph
from parcours.messaging.outbox import send
from parcours.messaging.outgoing import Outgoing, Recipient
from parcours.messaging.selectors import lets_in
from parcours.web.accounts import codes
from parcours.web.accounts.services.invitations import INVITATION_LASTS
from parcours.web.design.books import language, say
from parcours.web.design.place import this_shop


def invite(email: str, link: str, *, now: datetime) -> bool:
    """Send an invitation's link, where the shop can send mail; return whether it does."""
    if not lets_in():
        return False
    shop, spoken = this_shop().settings.name, language()
    letter = Letter(
        subject=say("accounts.mail.invite_subject", shop=shop),
        parts=(
            Paragraph(say("accounts.mail.invite", shop=shop)),
            Link(say("accounts.mail.open"), link),
            Paragraph(say("accounts.mail.invite_ignore"), is_soft=True),
        ),
        language=spoken,
    )
    outgoing = Outgoing(
        to=Recipient(email, spoken),
        content=letter.content(),
        kind="access",
        topic="invitation",
        key=f"invitation:{codes.digest(link)}",
        expires_at=now + INVITATION_LASTS,
    )
    send(outgoing, now=now)
    return True
