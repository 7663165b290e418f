"""Customer service: live chat (Segment's events), contacts, complaints."""

from __future__ import annotations

from parcours.touchpoints.events import groups as g
from parcours.touchpoints.events import properties as p
from parcours.touchpoints.events.event import Event, events_of

_service = events_of("service", g.SERVICE)

_CONTACT = (
    p.text("case_id", "the case"),
    p.text("medium", "e-mail, phone, form, chat, a network"),
    p.text("topic", "what it is about"),
    p.ORDER_ID,
)
_BODY = p.text("body", "what was written or said", "text")

CHAT: tuple[Event, ...] = (
    _service(
        "Live Chat Conversation Started",
        "began a chat",
        p.CONVERSATION,
        generic=("chat", "live chat", "chat started"),
    ),
    _service("Live Chat Message Sent", "wrote in a chat", p.CONVERSATION, generic=("chat message",)),
    _service(
        "Live Chat Message Received",
        "was answered in a chat",
        p.CONVERSATION,
        origin="shop",
        generic=("chat reply",),
    ),
    _service("Live Chat Conversation Ended", "a chat ended", p.CONVERSATION, generic=("chat ended",)),
)

CONTACTS: tuple[Event, ...] = (
    _service(
        "Contact Opened",
        "asked the shop something",
        (*_CONTACT, _BODY),
        generic=("contact", "support", "support ticket", "ticket", "ticket created", "contact form", "call"),
    ),
    _service(
        "Contact Answered",
        "the shop answered",
        (*_CONTACT, _BODY),
        origin="shop",
        generic=("ticket answered", "support reply"),
    ),
    _service(
        "Contact Resolved",
        "the question is settled",
        _CONTACT,
        origin="shop",
        generic=("ticket resolved", "ticket closed"),
    ),
    _service(
        "Complaint Opened",
        "complained",
        (*_CONTACT, _BODY),
        stage="retention",
        step="delivery",
        generic=("complaint", "complain", "claim opened", "dispute"),
    ),
    _service(
        "Complaint Resolved",
        "the complaint is settled",
        _CONTACT,
        origin="shop",
        stage="retention",
        step="delivery",
        generic=("complaint closed",),
    ),
)
