"""Tables of people.

What a *leaf* did and said is kept by leaf, as the log names it. A profile is all leaves of one root, and its
row is made of theirs: joining and parting profiles moves pointers and makes a few rows again.
"""

from __future__ import annotations

from django.db import models

FACETS = (
    "stage",
    "flag",
    "complaint_open",
    "known",
    "orders",
    "country",
    "language",
    "channel",
    "agrees_email",
    "agrees_sms",
    "agrees_ads",
    "agrees_analytics",
    "excluded",
)
"""What lists are chosen by. Indexes hold them all, so that choosing reads no rows."""


class Identity(models.Model):
    """One identifier of a person, and what was done under it. Moments are microseconds UTC, as in the log.

    ``first_seen`` and ``last_seen`` tell when touchpoints named it, ``first_touch`` and ``last_touch`` when
    it was the strongest name that a touchpoint had, which makes the touchpoint its own.
    """

    leaf = models.BigIntegerField(primary_key=True)
    profile = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=9)
    value = models.TextField()
    first_seen = models.BigIntegerField()
    last_seen = models.BigIntegerField()
    touchpoints = models.IntegerField(db_default=0)
    first_touch = models.BigIntegerField(null=True)
    last_touch = models.BigIntegerField(null=True)
    channel = models.TextField(null=True)
    channel_at = models.BigIntegerField(null=True)
    country = models.TextField(null=True)
    country_at = models.BigIntegerField(null=True)
    language = models.TextField(null=True)
    language_at = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.leaf}"


class Trait(models.Model):
    """What a person is, as a touchpoint or somebody of the shop said it.

    ``standing`` orders what was said: a browser's word never replaces a server's, then the later one counts.
    """

    id = models.BigAutoField(primary_key=True)
    leaf = models.BigIntegerField()
    name = models.CharField(max_length=64)
    entered = models.BooleanField(db_default=False)
    value = models.TextField()
    standing = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["leaf", "name", "entered"], name="people_trait_once"),)

    def __str__(self) -> str:
        return f"{self.name} of {self.leaf}"


class Consent(models.Model):
    """A word of consent to a purpose, or of its refusal: all are kept."""

    id = models.BigAutoField(primary_key=True)
    leaf = models.BigIntegerField()
    purpose = models.CharField(max_length=32)
    at = models.BigIntegerField()
    source = models.TextField()
    evidence = models.TextField()
    given = models.BooleanField()
    entered = models.BooleanField(db_default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["leaf", "purpose", "at", "source", "evidence"], name="people_consent_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} of {self.leaf}"


class Exclusion(models.Model):
    """A leaf of staff or of a test: whatever profile it belongs to is left out of numbers."""

    leaf = models.BigIntegerField(primary_key=True)
    reason = models.CharField(max_length=16)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reason} {self.leaf}"


class Profile(models.Model):
    """A person, anonymous or known: one row a root that has touchpoints.

    From ``stage`` on it is what the journeys tell (`parcours.people.stages`), with ``settled`` as a digest;
    ``since`` is null before.
    """

    id = models.BigIntegerField(primary_key=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    touchpoints = models.IntegerField()
    channel = models.TextField(db_default="")
    country = models.TextField(db_default="")
    language = models.TextField(db_default="")
    known = models.BooleanField(db_default=False)
    user_id = models.TextField(db_default="")
    email = models.TextField(db_default="")
    phone = models.TextField(db_default="")
    name = models.TextField(db_default="")
    city = models.TextField(db_default="")
    birth_year = models.SmallIntegerField(null=True)
    words = models.TextField(db_default="")
    agrees_email = models.BooleanField(null=True)
    agrees_sms = models.BooleanField(null=True)
    agrees_ads = models.BooleanField(null=True)
    agrees_analytics = models.BooleanField(null=True)
    excluded = models.BooleanField(db_default=False)
    stage = models.CharField(max_length=16, db_default="awareness")
    since = models.DateTimeField(null=True)
    rule = models.CharField(max_length=64, db_default="")
    flag = models.CharField(max_length=16, db_default="")
    complaint_open = models.BooleanField(db_default=False)
    orders = models.IntegerField(db_default=0)
    value = models.BigIntegerField(db_default=0)
    first_order = models.DateTimeField(null=True)
    last_order = models.DateTimeField(null=True)
    settled = models.BigIntegerField(db_default=0)

    class Meta:
        indexes = (
            models.Index(fields=["last_seen", "id", *FACETS], name="people_by_last_seen"),
            models.Index(fields=["value", "id", *FACETS], name="people_by_value"),
            models.Index(fields=["words"], name="people_by_words"),
        )

    def __str__(self) -> str:
        return f"profile {self.pk}"


class Settled(models.Model):
    """As of when stages and orders were read from the journeys, and by which rules: one row.

    While new ones are written, ``done`` of ``due`` profiles have theirs.
    """

    as_of = models.BigIntegerField()
    rules = models.CharField(max_length=32, default="")
    done = models.BigIntegerField(default=0)
    due = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.as_of)


class Merge(models.Model):
    """Two profiles that somebody joined."""

    id = models.BigAutoField(primary_key=True)
    winner = models.BigIntegerField(db_index=True)
    loser = models.BigIntegerField(db_index=True)
    reason = models.TextField()
    actor = models.CharField(max_length=254)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.loser} into {self.winner}"


class Parting(models.Model):
    """An identifier that somebody took away from a profile, or that names nobody from then on."""

    id = models.BigAutoField(primary_key=True)
    leaf = models.BigIntegerField(db_index=True)
    profile = models.BigIntegerField(db_index=True)
    nobody = models.BooleanField()
    actor = models.CharField(max_length=254)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.leaf} from {self.profile}"


class Likeness(models.Model):
    """Two profiles that look like one person, as of the last look; ``rank`` tells by which rule."""

    id = models.BigAutoField(primary_key=True)
    one = models.BigIntegerField()
    other = models.BigIntegerField(db_index=True)
    rank = models.SmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["one", "other"], name="people_likeness_once"),)
        indexes = (models.Index(fields=["rank", "one", "other"], name="people_by_likeness"),)

    def __str__(self) -> str:
        return f"{self.one} looks like {self.other}"


class Dismissal(models.Model):
    """Two profiles that somebody says are not one person, however alike they look; ``one`` < ``other``."""

    id = models.BigAutoField(primary_key=True)
    one = models.BigIntegerField()
    other = models.BigIntegerField(db_index=True)
    actor = models.CharField(max_length=254)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["one", "other"], name="people_dismissal_once"),)

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"
