"""The stories that are planted in the artificial shop: what a good analysis should find."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True)
class BrokenMobileStep:
    """The payment step of the checkout cannot be passed on phones for some days.

    Days count back from the end of the simulated time: 40 and 10 are the ten days from 40 days before
    the end. ``chance`` is the share of phones that meet the fault.
    """

    starts: int = 75
    days: int = 10
    device: str = "phone"
    step: str = "payment"
    chance: float = 0.9


@dataclass(frozen=True)
class LateCarrier:
    """One carrier delivers late; who waited buys again less often and is less pleased.

    ``extra_days`` come on top of its usual time; ``stay`` multiplies the chance of coming back to buy.
    """

    extra_days: float = 4.0
    chance: float = 0.6
    stay: float = 0.25


@dataclass(frozen=True)
class EmptySearch:
    """Words that customers use find nothing although the shop sells it; most of them leave."""

    leave: float = 0.75


@dataclass(frozen=True)
class ChannelWithoutReturn:
    """Who comes for the deal buys once, at a discount, and never again."""

    stay: float = 0.03


@dataclass(frozen=True)
class MisleadingSize:
    """One model is smaller than it says: it comes back far more often than the others."""

    returned: float = 0.42


@dataclass(frozen=True)
class CouponWait:
    """A coupon that comes back every second month teaches customers to wait for it.

    ``learns`` is the chance that whoever met it once waits from then on; who waits puts off an order by
    at most ``patience_days`` and then pays less for what would have been bought at the full price.
    """

    learns: float = 0.45
    patience_days: int = 24


@dataclass(frozen=True)
class SilentPromoters:
    """Promoters who never refer: in one language the invitation was never sent."""

    language: str = "fr"


@dataclass(frozen=True)
class IdleFlow:
    """A win-back flow that gets the credit for orders that would have come anyway.

    Its true lift is 0. The cart reminder beside it is no story: ``cart_lift`` is what it truly adds to
    the chance that an abandoned cart is bought.
    """

    holdout: float = 0.1
    true_lift: float = 0.0
    cart_lift: float = 0.06


@dataclass(frozen=True)
class IdentityTangle:
    """Tablets that two people share, and people with two accounts under two addresses."""

    shared_tablets: float = 0.01
    double_accounts: float = 0.015


@dataclass(frozen=True)
class Stories:
    """Which stories are planted; None leaves one out.

    Examples
    --------
    >>> Stories().without("late_carrier").late_carrier is None
    True
    >>> Stories.none().planted
    ()
    """

    broken_mobile_step: BrokenMobileStep | None = BrokenMobileStep()
    late_carrier: LateCarrier | None = LateCarrier()
    empty_search: EmptySearch | None = EmptySearch()
    channel_without_return: ChannelWithoutReturn | None = ChannelWithoutReturn()
    misleading_size: MisleadingSize | None = MisleadingSize()
    coupon_wait: CouponWait | None = CouponWait()
    silent_promoters: SilentPromoters | None = SilentPromoters()
    idle_flow: IdleFlow | None = IdleFlow()
    identity_tangle: IdentityTangle | None = IdentityTangle()

    @classmethod
    def none(cls) -> Stories:
        """Return the shop without any of them."""
        return cls(**dict.fromkeys((field.name for field in fields(cls)), None))

    def without(self, name: str) -> Stories:
        """Return the same shop without one."""
        return replace(self, **{name: None})

    @property
    def planted(self) -> tuple[str, ...]:
        """The names of those that are planted."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) is not None)


ALL_STORIES = Stories()
