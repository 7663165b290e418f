"""Messages that the shop sends and what becomes of them: Segment's e-mail events, SMS and push."""

from __future__ import annotations

from parcours.touchpoints.events import groups as g
from parcours.touchpoints.events import properties as p
from parcours.touchpoints.events.event import Event, events_of

_email = events_of("messaging", g.EMAIL)
_message = events_of("messaging", g.MESSAGES)

_EMAIL = (
    p.text("email_id", "the e-mail", "message_ref"),
    p.text("email_subject", "its subject line"),
    *p.CAMPAIGN,
    p.FLOW,
)
_SMS = (p.text("sms_id", "the message", "message_ref"), *p.CAMPAIGN, p.FLOW)
_PUSH = (p.text("push_id", "the notification", "message_ref"), *p.CAMPAIGN, p.FLOW)

EMAIL: tuple[Event, ...] = (
    _email(
        "Email Sent",
        "an e-mail left",
        _EMAIL,
        origin="shop",
        generic=("email", "mail sent", "sent email"),
    ),
    _email(
        "Email Delivered",
        "the mail server of the recipient took an e-mail",
        _EMAIL,
        origin="shop",
        generic=("mail delivered", "received email"),
    ),
    _email(
        "Email Opened",
        "opened an e-mail, or a machine did",
        _EMAIL,
        generic=("email open", "mail opened", "opened email"),
    ),
    _email(
        "Email Link Clicked",
        "clicked a link of an e-mail",
        (*_EMAIL, *p.LINK),
        generic=("email click", "email clicked", "clicked email", "mail click", "newsletter click"),
    ),
    _email(
        "Email Bounced",
        "an e-mail came back",
        _EMAIL,
        origin="shop",
        generic=("email bounce"),
    ),
    _email(
        "Email Marked as Spam",
        "called an e-mail spam",
        _EMAIL,
        generic=("spam", "spam report", "spam complaint", "marked as spam"),
    ),
    _email(
        "Unsubscribed",
        "wants no more e-mails, of one list or of all",
        (*_EMAIL, p.text("list_id", "the mailing list"), p.text("list_name", "its name")),
        segment=("Email Unsubscribed",),
        generic=("unsubscribe", "opt out", "newsletter unsubscribed"),
    ),
)

SMS_AND_PUSH: tuple[Event, ...] = (
    _message("SMS Sent", "a text message left", _SMS, origin="shop", generic=("sms",)),
    _message("SMS Delivered", "a text message arrived", _SMS, origin="shop"),
    _message(
        "SMS Link Clicked", "clicked a link of a text message", (*_SMS, *p.LINK), generic=("sms click",)
    ),
    _message("SMS Replied", "answered a text message", (*_SMS, p.text("body", "the answer", "text"))),
    _message("SMS Failed", "a text message did not arrive", (*_SMS, p.REASON), origin="shop"),
    _message("SMS Unsubscribed", "wants no more text messages", _SMS),
    _message(
        "Push Notification Received",
        "a notification arrived",
        _PUSH,
        origin="shop",
        ga4=("notification_receive",),
        generic=("push", "push sent", "push delivered"),
    ),
    _message(
        "Push Notification Tapped",
        "opened a notification",
        _PUSH,
        ga4=("notification_open",),
        generic=("push click", "push clicked", "push opened"),
    ),
    _message("Push Notification Bounced", "a notification did not arrive", _PUSH, origin="shop"),
    _message(
        "Push Notification Dismissed",
        "wiped a notification away",
        _PUSH,
        ga4=("notification_dismiss",),
    ),
)
