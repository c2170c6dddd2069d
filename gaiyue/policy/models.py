"""The tables of the room: editions of the limits, never changed; and the counters of what is bounded."""

from django.db import models
from django.db.models import F, Q


class PolicyEdition(models.Model):
    """One edition of the limits of a service, or of the whole park (service "*"), in force from a moment on.

    An edition is complete and never changed, so that a decision made under "registration/3" can be explained and
    judged again. `digest` is the sha256 of `limits` as canonical JSON; `note` is a code that says why it was made.
    An edition that was withdrawn before its moment came decides nothing, and stays to be read. One that follows the
    park decides nothing either: from its moment on the park's own editions do, and its `limits` only say what those
    were when it was made.
    """

    park = models.CharField(max_length=32)
    service = models.CharField(max_length=32)
    number = models.IntegerField()
    effective_from = models.DateTimeField()
    limits = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    note = models.CharField(max_length=48)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=64, blank=True, default="")
    follows_park = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "service", "number"], name="policy_edition_number"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="policy_edition_from_one"),
            models.CheckConstraint(
                # What has decided anything can't be taken back.
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__lt=F("effective_from")),
                name="policy_withdrawn_before_its_time",
            ),
            models.CheckConstraint(
                condition=Q(follows_park=False) | ~Q(service="*"),
                name="policy_park_follows_nobody",
            ),
        )
        indexes = (
            models.Index(fields=["park", "service", "effective_from"], name="policy_in_force"),
        )


class Tally(models.Model):
    """How much of a bounded number is used, e.g. an enterprise's visits in a month. The key names the bound."""

    park = models.CharField(max_length=32)
    key = models.CharField(max_length=128)
    used = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "key"], name="tally_park_key"),
            models.CheckConstraint(condition=Q(used__gte=0), name="tally_not_negative"),
        )
