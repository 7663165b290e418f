"""PrestaShop: the orders list of the back office (English or French), and a query of the SQL manager."""

from __future__ import annotations

from parcours.collect.importing.formats.format import Format

SQL = Format(
    name="prestashop",
    system="PrestaShop",
    where="SQL Manager: the query of the guide",
    rows="orders",
    signature=frozenset({"id_order", "id_customer", "total_paid_tax_incl"}),
    columns={
        "reference": "order_id",
        "id_order": "order_id",
        "id_customer": "user_id",
        "email": "email",
        "date_add": "timestamp",
        "delivery_date": "delivered_at",
        "order_state": "status",
        "payment": "payment_method",
        "iso_code": "currency",
        "total_paid_tax_incl": "total",
        "total_discounts_tax_excl": "discount",
        "total_shipping_tax_excl": "shipping",
        "tax": "tax",
        "is_guest": "is_guest",
        "country": "country",
        "product_id": "product_id",
        "product_reference": "sku",
        "product_quantity": "quantity",
        "unit_price_tax_excl": "price",
        "total_price_tax_excl": "line_total",
    },
)

_LIST = {
    "en": ("Reference", "Customer", "Total", "Payment", "Status", "Date", "New client"),
    "fr": ("Référence", "Client", "Total", "Paiement", "État", "Date", "Nouveau client"),
}


def _list(language: str) -> Format:
    reference, customer, total, payment, state, date, new = _LIST[language]
    return Format(
        name=f"prestashop-list-{language}",
        system="PrestaShop",
        where="Back office, Orders, Export; it names customers by name only: every order is a guest's",
        rows="orders",
        signature=frozenset({reference, customer, total, payment, state, date, new}),
        columns={
            reference: "order_id",
            total: "total",
            payment: "payment_method",
            state: "status",
            date: "timestamp",
        },
    )


LISTS = tuple(_list(language) for language in _LIST)
