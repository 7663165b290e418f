"""Nobody slips a line into a header; every language arrives; both texts say the same."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.messaging.conftest import NOW, server_at

from parcours.messaging.addresses import AddressError, normal
from parcours.messaging.letters import Code, Figure, Letter, Link, Paragraph, plain_letter
from parcours.messaging.mime import Heading, envelope
from parcours.messaging.outgoing import UNSUBSCRIBE, Content, Recipient

_HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted"),
    *("MIME-Version", "Content-Type"),
}
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def read(data: bytes):
    return message_from_bytes(data, policy=policy.default)


@given(subject=anything, name=anything, sender=anything, text=anything)
def test_no_text_becomes_a_header_or_a_second_recipient(subject, name, sender, text) -> None:
    server = server_at(25, from_name=sender)
    content = Content(subject, text, "<p></p>")
    mail = envelope(
        server, Recipient("ana@example.org", "en", name), content, Heading("1@olive.example", NOW)
    )
    found = read(mail.data)
    assert set(found.keys()) == _HEADERS
    assert [each.addr_spec for each in found["To"].addresses] == ["ana@example.org"]
    assert [each.addr_spec for each in found["From"].addresses] == ["shop@olive.example"]
    assert mail.data.isascii()
    assert max(map(len, mail.data.split(b"\r\n"))) <= 998
    assert b"\n" not in mail.data.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Votre colis est parti, à très bientôt", "Zoé Lévi"),
        ("החבילה שלכם יצאה לדרך", "נועה לוי"),
        ('"Quotes", <brackets>; and (more)', 'O"Neil, <Ana>'),
    ],
)
def test_every_language_arrives_as_it_was_written(subject, name) -> None:
    content = Content(subject, f"{subject}\n.\n{name}", f"<p>{name}</p>")
    found = read(envelope(server_at(25), Recipient("ana@example.org", "he", name), content, _heading()).data)
    assert found["Subject"] == subject
    assert found["To"].addresses[0].display_name == name
    assert found.get_body(("plain",)).get_content().split() == f"{subject} . {name}".split()
    assert name in found.get_body(("html",)).get_content()


def test_a_long_link_to_unsubscribe_stays_one_line() -> None:
    heading = Heading(
        "1@olive.example", NOW, "weekly", f"https://parcours.{'long-' * 20}.example/unsubscribe/{'x' * 43}/"
    )
    data = envelope(
        server_at(25), Recipient("a@example.org", "en"), Content("s", UNSUBSCRIBE, ""), heading
    ).data
    assert f"\r\nList-Unsubscribe: <{heading.unsubscribe}>\r\n".encode() in data


def _heading() -> Heading:
    return Heading("1@olive.example", NOW)


def test_domains_are_written_as_servers_know_them() -> None:
    assert normal("Zoe@Épicerie.fr") == "Zoe@xn--picerie-9xa.fr"
    assert normal("a@דוגמה.example") == "a@xn--6dbbec0c.example"


@given(anything)
def test_an_address_is_one_word_of_plain_letters_or_refused(text) -> None:
    try:
        found = normal(text)
    except AddressError:
        return
    assert found.isascii()
    assert len(found.split()) == 1
    assert found.count("@") == 1


LETTER = Letter(
    subject="Three leaks",
    parts=(
        Paragraph("Last <week>."),
        Figure(
            "After the product page",
            "€1,200",
            ("between €900 and €1,500",),
            "Of 40, 30 left.",
            Link("See", "https://x/"),
        ),
        Code("12345678"),
    ),
    language="he",
    why="You get this on Mondays.",
    way_out=Link("No more", UNSUBSCRIBE),
)


def test_both_texts_of_a_letter_say_everything(db) -> None:
    content = LETTER.content()
    for said in (
        "€1,200",
        "between €900 and €1,500",
        "Of 40, 30 left.",
        "https://x/",
        "12345678",
        UNSUBSCRIBE,
    ):
        assert said in content.text
        assert said in content.html
    assert "Last <week>." in content.text
    assert "Last &lt;week&gt;." in content.html


def test_a_hebrew_letter_runs_from_right_to_left() -> None:
    html = LETTER.content().html
    assert '<html lang="he" dir="rtl">' in html
    assert "text-align:right" in html
    assert "text-align:left" not in html


def test_a_plain_text_becomes_a_letter_whose_links_can_be_pressed() -> None:
    content = plain_letter("New password", "Press here:\n\nhttps://x.example/set\n\nOnce.", "fr").content()
    assert 'href="https://x.example/set"' in content.html
    assert "https://x.example/set" in content.text
