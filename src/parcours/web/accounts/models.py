"""Users and what lets them in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from parcours.state.access import ROLES, Permission, Role
from parcours.state.actor import Actor
from parcours.words import LANGUAGES

_ROLES = [(role, role) for role in ROLES]


class Users(BaseUserManager["User"]):
    """All users; an address is the same in any case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user with an address."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """Somebody of the shop's staff with a login."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=16, choices=_ROLES)
    language = models.CharField(max_length=2, choices=[(each, each) for each in LANGUAGES])
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.CheckConstraint(name="role_is_known", condition=Q(role__in=ROLES)),)

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        """Who acts when this user does something."""
        role: Role = self.role  # type: ignore[assignment]  # the table allows no other
        return Actor("user", self.email, role, self.pk)


class Invitation(models.Model):
    """A link that makes one account. One without an address makes the first owner."""

    email = models.EmailField(max_length=254, blank=True)
    role = models.CharField(max_length=16, choices=_ROLES)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.email or "owner"


class Token(models.Model):
    """A key of the API. Only its hash is kept."""

    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    scope: models.JSONField[list[Permission], list[Permission]] = models.JSONField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        """Who acts with this key: never more than its maker may do now."""
        role: Role = self.made_by.role  # type: ignore[assignment]  # the table allows no other
        return Actor("token", self.name, role, self.pk, only=frozenset(self.scope))


class Policy(models.Model):
    """What the shop asks of every user: one row at most."""

    two_factor = models.BooleanField()

    def __str__(self) -> str:
        return "policy"
