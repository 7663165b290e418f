"""What the checkout asks, in the order in which it asks."""

from __future__ import annotations

from parcours.demo.storefront import forms
from parcours.demo.storefront.forms import Field
from parcours.demo.storefront.payment import is_test_number

COUNTRIES = {
    "FR": "country.fr",
    "IL": "country.il",
    "BE": "country.be",
    "GB": "country.gb",
    "CH": "country.ch",
    "DE": "country.de",
}


def _country(code: str) -> str:
    return "" if code in COUNTRIES else "problem.choose"


def _test_card(number: str) -> str:
    return "" if is_test_number(number) else "problem.test_card"


def _security_code(code: str) -> str:
    return "" if code.isdigit() and len(code) in (3, 4) else "problem.cvc"


ADDRESS: tuple[Field, ...] = (
    Field("email", "field.email", "email", kind="email", hint="field.email_hint", check=forms.email),
    Field("name", "field.name", "name"),
    Field("street", "field.street", "street-address"),
    Field("postcode", "field.postcode", "postal-code", wide=False, check=forms.postcode),
    Field("city", "field.city", "address-level2", wide=False),
    Field("country", "field.country", "country", kind="select", check=_country),
    Field("phone", "field.phone", "tel", kind="tel", required=False, hint="field.phone_hint"),
)
PASSWORD = Field(
    "password", "field.password", "new-password", kind="password", required=False, hint="field.password_hint",
    check=forms.password,
)  # fmt: skip
CARD: tuple[Field, ...] = (
    Field("card_number", "field.card_number", "cc-number", inputmode="numeric", check=_test_card),
    Field("card_expiry", "field.card_expiry", "cc-exp", wide=False, inputmode="numeric"),
    Field("card_code", "field.card_code", "cc-csc", wide=False, inputmode="numeric", check=_security_code),
)
GIFT_CARD: tuple[Field, ...] = (Field("gift_card", "field.gift_card", "off"),)
SIGN_IN: tuple[Field, ...] = (
    Field("email", "field.email", "username", kind="email", check=forms.email),
    Field("password", "field.password", "current-password", kind="password"),
)
SIGN_UP: tuple[Field, ...] = (
    Field("name", "field.name", "name"),
    Field("email", "field.email", "email", kind="email", check=forms.email),
    Field(
        "password", "field.password", "new-password", kind="password", hint="field.password_hint",
        check=forms.password,
    ),
)  # fmt: skip
