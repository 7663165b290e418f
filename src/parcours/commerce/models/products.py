"""Products: what is known of them, what they cost, and what customers did with them day by day."""

from __future__ import annotations

from django.db import models

from parcours.commerce.models.orders import TEXT, Kind

DAY, MONTH, EVER = 0, 1, 2


class Product(models.Model):
    """A product: what people or files said of it, beside what touchpoints told (``seen_...``)."""

    product_id = models.CharField(max_length=TEXT, unique=True)
    entered = models.BooleanField(db_default=False)  # somebody said something of it: it outlives a rebuild
    name = models.CharField(max_length=TEXT, blank=True, db_default="")
    category = models.CharField(max_length=TEXT, blank=True, db_default="")
    price = models.BigIntegerField(null=True)
    stock = models.BigIntegerField(null=True)
    url = models.CharField(max_length=2000, blank=True, db_default="")
    image = models.CharField(max_length=2000, blank=True, db_default="")
    archived = models.BooleanField(db_default=False)
    seen_name = models.CharField(max_length=TEXT, blank=True, db_default="")
    seen_name_at = models.BigIntegerField(db_default=0)
    seen_category = models.CharField(max_length=TEXT, blank=True, db_default="")
    seen_category_at = models.BigIntegerField(db_default=0)
    seen_price = models.BigIntegerField(null=True)
    seen_price_at = models.BigIntegerField(db_default=0)

    def __str__(self) -> str:
        return self.name or self.product_id


class Cost(models.Model):
    """What one piece costs the shop from a day on, without tax; the first holds before its day, too."""

    product = models.ForeignKey(Product, models.CASCADE)
    since = models.IntegerField()  # days since 1970
    cost = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("product", "since"), name="commerce_cost_once"),)

    def __str__(self) -> str:
        return f"{self.cost} since {self.since}"


class Tally(models.Model):
    """Sums over a day or a month of the shop's calendar, or over all days.

    A month starts with its first day, all days with day 0.
    """

    grain = models.SmallIntegerField()
    start = models.IntegerField()

    class Meta:
        abstract = True


class OrderTally(Tally):
    """Orders of a kind, by when they were placed; money in the shop's currency."""

    kind = models.ForeignKey(Kind, models.PROTECT, db_index=False)
    orders = models.BigIntegerField(db_default=0)
    unpriced = models.BigIntegerField(db_default=0)
    gross = models.BigIntegerField(db_default=0)
    earned = models.BigIntegerField(db_default=0)
    refunded = models.BigIntegerField(db_default=0)
    discount = models.BigIntegerField(db_default=0)
    quantity = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("grain", "start", "kind"), name="commerce_order_tally_once"),
        )


class ProductTally(Tally):
    """What customers did with a product; orders by when they were placed."""

    product = models.ForeignKey(Product, models.CASCADE)
    views = models.BigIntegerField(db_default=0)
    carts = models.BigIntegerField(db_default=0)
    removed = models.BigIntegerField(db_default=0)
    orders = models.BigIntegerField(db_default=0)
    returned_orders = models.BigIntegerField(db_default=0)
    quantity = models.BigIntegerField(db_default=0)
    returned = models.BigIntegerField(db_default=0)
    earned = models.BigIntegerField(db_default=0)
    cost = models.BigIntegerField(db_default=0)  # thousandths of minor units, of what was not sent back

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("grain", "start", "product"), name="commerce_product_tally_once"),
        )
        indexes = (models.Index(fields=("product", "grain", "start"), name="commerce_tally_of_product"),)


class VariantTally(Tally):
    """What of a product's variant was sold; orders by when they were placed."""

    product = models.ForeignKey(Product, models.CASCADE, db_index=False)
    variant = models.CharField(max_length=TEXT, blank=True)
    sku = models.CharField(max_length=TEXT, blank=True)
    orders = models.BigIntegerField(db_default=0)
    quantity = models.BigIntegerField(db_default=0)
    returned = models.BigIntegerField(db_default=0)
    earned = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("product", "grain", "start", "variant", "sku"), name="commerce_variant_tally_once"
            ),
        )


class CouponTally(Tally):
    """Orders that count and were paid with a coupon."""

    coupon = models.CharField(max_length=TEXT)
    orders = models.BigIntegerField(db_default=0)
    earned = models.BigIntegerField(db_default=0)
    discount = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("grain", "start", "coupon"), name="commerce_coupon_tally_once"),
        )


class Grouped(models.Model):
    """By which map of merged profiles the orders are grouped: its digest, in the one row."""

    digest = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.digest
