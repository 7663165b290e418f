"""What people and files said: it stays when what is derived from the log is made again."""

from __future__ import annotations

from django.db import models

from parcours.commerce.models.orders import TEXT


class Mark(models.Model):
    """An order excluded, or included against the rules, by hand."""

    shop_id = models.CharField(max_length=TEXT, blank=True)
    order_id = models.CharField(max_length=TEXT)
    excluded = models.BooleanField()
    reason = models.CharField(max_length=TEXT, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("order_id", "shop_id"), name="commerce_mark_once"),)

    def __str__(self) -> str:
        return f"{'without' if self.excluded else 'with'} {self.order_id}"


class Rule(models.Model):
    """Which orders never count: those of staff, and those that only try the shop."""

    subject = models.CharField(max_length=16)  # email, user_id, payment_method or coupon
    value = models.CharField(max_length=254)
    reason = models.CharField(max_length=TEXT, blank=True)
    leaf = models.BigIntegerField(null=True)  # of whom an address or a user id speaks

    class Meta:
        constraints = (models.UniqueConstraint(fields=("subject", "value"), name="commerce_rule_once"),)

    def __str__(self) -> str:
        return f"{self.subject} {self.value}"


class CouponNote(models.Model):
    """What people say of a coupon."""

    code = models.CharField(max_length=TEXT, unique=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.code


class AdSpend(models.Model):
    """What a day of a campaign cost, in the shop's currency."""

    day = models.IntegerField()
    channel = models.CharField(max_length=TEXT)
    source = models.CharField(max_length=TEXT, blank=True)
    medium = models.CharField(max_length=TEXT, blank=True)
    campaign = models.CharField(max_length=TEXT, blank=True)
    amount = models.BigIntegerField()
    impressions = models.BigIntegerField(default=0)
    clicks = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("day", "channel", "source", "medium", "campaign"), name="commerce_spend_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.amount} for {self.campaign or self.channel}"
