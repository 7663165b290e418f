"""Orders as they stand, and what was told of them. All of it is derived from the log."""

from __future__ import annotations

from django.db import models

TEXT = 200
"""Longest text that is kept of what senders write."""


class Kind(models.Model):
    """What orders have in common that people filter by; empty where unknown.

    Orders name their kind instead of repeating it, and are counted by kind: a filter first finds the
    kinds, of which there are a few thousand.
    """

    status = models.CharField(max_length=16)
    channel = models.CharField(max_length=TEXT, blank=True)
    country = models.CharField(max_length=TEXT, blank=True)
    payment_method = models.CharField(max_length=TEXT, blank=True)
    carrier = models.CharField(max_length=TEXT, blank=True)
    buyer = models.CharField(max_length=8, blank=True)  # guest or account
    nth = models.CharField(max_length=8, blank=True)  # first or repeat; empty for orders that do not count
    punctual = models.CharField(max_length=8, blank=True)  # late or in_time
    excluded = models.CharField(max_length=8, blank=True)
    counts = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "status", "channel", "country", "payment_method", "carrier", "buyer", "nth", "punctual",
                    "excluded",
                ),
                name="commerce_kind_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.status} {self.channel} {self.country}"


class Order(models.Model):
    """An order as its most trusted tellers say; moments are microseconds UTC, money is in minor units.

    Until an *Order Completed* came, `placed_at` is empty and the row only gathers what is told already.
    """

    id = models.BigIntegerField(primary_key=True)
    shop_id = models.CharField(max_length=TEXT, blank=True)
    order_id = models.CharField(max_length=TEXT)
    leaf = models.BigIntegerField()
    profile_id = models.BigIntegerField()
    placed_at = models.BigIntegerField(null=True)
    day = models.IntegerField(null=True)
    kind = models.ForeignKey(Kind, models.PROTECT, null=True, db_index=False)
    number = models.IntegerField(default=0)  # 1: the profile's first that counts; 0: does not count
    currency = models.CharField(max_length=3, blank=True)
    total = models.BigIntegerField(null=True)
    revenue = models.BigIntegerField(null=True)
    tax = models.BigIntegerField(null=True)
    shipping = models.BigIntegerField(null=True)
    discount = models.BigIntegerField(null=True)
    refunded = models.BigIntegerField(default=0)
    revenue_shop = models.BigIntegerField(null=True)
    discount_shop = models.BigIntegerField(default=0)
    refunded_shop = models.BigIntegerField(default=0)
    earned = models.BigIntegerField(default=0)  # in the shop's currency, net of refunds; 0 if it counts not
    quantity = models.BigIntegerField(default=0)  # thousandths of pieces
    coupon = models.CharField(max_length=TEXT, blank=True)
    campaign = models.CharField(max_length=TEXT, blank=True)
    checkout_id = models.CharField(max_length=TEXT, blank=True)
    promised_at = models.BigIntegerField(null=True)
    paid_at = models.BigIntegerField(null=True)
    shipped_at = models.BigIntegerField(null=True)
    delivered_at = models.BigIntegerField(null=True)
    cancelled_at = models.BigIntegerField(null=True)
    refunded_at = models.BigIntegerField(null=True)
    lines_from = models.BigIntegerField(null=True)  # the happening that its lines were taken from

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("order_id", "shop_id"),
                name="commerce_order_once",
                # PostgreSQL searches by the beginning of a text only so; SQLite does it anyway.
                opclasses=("varchar_pattern_ops", "varchar_pattern_ops"),
            ),
        )
        indexes = (
            # The key and what pages are chosen by stand in the index, so that it alone is read.
            models.Index(fields=("placed_at", "id", "kind"), name="commerce_order_placed"),
            models.Index(fields=("kind", "placed_at", "id"), name="commerce_order_kind"),
            models.Index(fields=("profile_id", "placed_at"), name="commerce_order_profile"),
            models.Index(
                fields=("revenue_shop", "placed_at", "kind", "earned"), name="commerce_order_amount"
            ),
            models.Index(
                fields=("promised_at",),
                name="commerce_order_awaited",
                condition=models.Q(delivered_at=None, promised_at__isnull=False),
            ),
            models.Index(fields=("coupon", "placed_at"), name="commerce_order_coupon"),
        )

    def __str__(self) -> str:
        return self.order_id


class Happening(models.Model):
    """A touchpoint about an order, as it was told; ``order`` is empty where only a checkout is named."""

    id = models.BigIntegerField(primary_key=True)
    order = models.ForeignKey(Order, models.CASCADE, null=True)
    message_id = models.CharField(max_length=TEXT)
    deed = models.SmallIntegerField()
    at = models.BigIntegerField()
    trust = models.SmallIntegerField()
    leaf = models.BigIntegerField()
    currency = models.CharField(max_length=3, null=True)
    total = models.BigIntegerField(null=True)
    revenue = models.BigIntegerField(null=True)
    tax = models.BigIntegerField(null=True)
    shipping = models.BigIntegerField(null=True)
    discount = models.BigIntegerField(null=True)
    refund = models.BigIntegerField(null=True)
    revenue_shop = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=TEXT, null=True)
    campaign = models.CharField(max_length=TEXT, null=True)
    country = models.CharField(max_length=TEXT, null=True)
    payment_method = models.CharField(max_length=TEXT, null=True)
    is_guest = models.BooleanField(null=True)
    coupon = models.CharField(max_length=TEXT, null=True)
    carrier = models.CharField(max_length=TEXT, null=True)
    checkout_id = models.CharField(max_length=TEXT, null=True)
    promised_at = models.BigIntegerField(null=True)
    lines = models.SmallIntegerField(default=0)  # how many it tells of
    returned = models.TextField(null=True)  # JSON, of returns: product, variant and thousandths of each line

    class Meta:
        indexes = (
            models.Index(
                fields=("checkout_id",),
                name="commerce_happening_checkout",
                condition=models.Q(order=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.deed} of {self.order_id}"


class Line(models.Model):
    """A line of an order."""

    order = models.ForeignKey(Order, models.CASCADE)
    position = models.IntegerField()
    product = models.ForeignKey("commerce.Product", models.PROTECT)
    variant = models.CharField(max_length=TEXT, blank=True)
    sku = models.CharField(max_length=TEXT, blank=True)
    quantity = models.BigIntegerField()  # thousandths
    price = models.BigIntegerField(null=True)
    discount = models.BigIntegerField(null=True)
    revenue_shop = models.BigIntegerField(default=0)  # its share of the order's revenue
    earned = models.BigIntegerField(default=0)  # the same, less its share of what was given back
    returned = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.quantity / 1000:g} x {self.product_id}"
