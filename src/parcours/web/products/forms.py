"""What people of the shop say of a product, and the files that they bring."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from parcours.touchpoints import digits
from parcours.web.design.books import say_later
from parcours.web.design.forms import FileDrop
from parcours.web.design.place import this_shop

LARGEST, MOST = 10**7, 10**9


def _amount(name: str, **options: Any) -> forms.DecimalField:
    label = say_later(f"products.edit.{name}")
    return forms.DecimalField(label=label, min_value=0, max_value=LARGEST, required=False, **options)


class Product(forms.Form):
    """What a product is called, where it belongs, what it costs and how many are left."""

    name = forms.CharField(label=say_later("products.edit.name"), max_length=200, required=False)
    category = forms.CharField(label=say_later("products.edit.category"), max_length=200, required=False)
    price = _amount("price")
    stock = forms.IntegerField(
        label=say_later("products.edit.stock"), min_value=0, max_value=MOST, required=False
    )
    cost = _amount("cost", help_text=say_later("products.edit.cost_help"))
    archived = forms.BooleanField(label=say_later("products.edit.archived"), required=False)

    def said(self) -> dict[str, Any]:
        """Return what is said anew of the product itself; an empty field says nothing."""
        told = {name: self.cleaned_data[name] for name in self.changed_data if name != "cost"}
        return {
            name: _minor(value) if name == "price" else value
            for name, value in told.items()
            if value not in ("", None)
        }

    def cost_said(self) -> int | None:
        """Return what a piece costs, where that is said anew."""
        cost = self.cleaned_data["cost"] if "cost" in self.changed_data else None
        return None if cost is None else _minor(cost)


class Note(forms.Form):
    """What a coupon is for."""

    code = forms.CharField(
        label=say_later("products.coupons.code"), max_length=200, widget=forms.TextInput({"dir": "auto"})
    )
    note = forms.CharField(
        label=say_later("products.notes.note"),
        help_text=say_later("products.notes.help"),
        max_length=500,
        required=False,
    )


class Upload(forms.Form):
    """A file to take in."""

    file = forms.FileField(label=say_later("products.files.file"), widget=FileDrop)


def units(minor: int | None) -> Decimal | None:
    """Return an amount as a field of a form holds it."""
    return None if minor is None else Decimal(minor).scaleb(-digits(this_shop().settings.currency))


def _minor(amount: Decimal) -> int:
    return round(amount * 10 ** digits(this_shop().settings.currency))
