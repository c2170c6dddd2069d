"""The record: events, the erasable text beside them, the chain over them, and the attempts that led to none."""

from django.db import models


class Event(models.Model):
    """Something that happened. INSERT only; holds ids, codes, times, editions and digests, never a name."""

    park = models.CharField(max_length=32)
    kind = models.CharField(max_length=48)
    subject = models.CharField(max_length=64)
    actor = models.CharField(max_length=64)
    edition = models.CharField(max_length=64)
    at = models.DateTimeField()
    facts = models.JSONField()
    digests = models.JSONField()

    class Meta:
        indexes = (
            models.Index(fields=["park", "subject", "id"], name="event_park_subject"),
            models.Index(fields=["park", "kind", "at"], name="event_park_kind_at"),
            models.Index(fields=["park", "id"], name="event_park_id"),
            models.Index(fields=["park", "kind", "id"], name="event_park_kind_id"),
            models.Index(fields=["park", "actor", "id"], name="event_park_actor"),
            models.Index(fields=["park", "at"], name="event_park_at"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Detail(models.Model):
    """The personal and free text of an event; erasable, since the event itself carries only its digest."""

    park = models.CharField(max_length=32)
    event = models.ForeignKey(Event, models.PROTECT, related_name="details")
    name = models.CharField(max_length=32)
    subject = models.CharField(max_length=64)
    salt = models.CharField(max_length=32)
    text = models.TextField(null=True)  # noqa: DJ001 - NULL is "erased", and '' could be a text
    erased_by = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "event", "name"], name="detail_park_event_name"
            ),
        )
        indexes = (models.Index(fields=["park", "subject"], name="detail_park_subject"),)

    def __str__(self) -> str:
        return f"{self.name} of {self.event_id}"


class Unlinked(models.Model):
    """A committed event that the relay has not numbered yet: inserted by the deed, deleted by the relay.

    The relay can't ask for "ids above the last one": ids are given before the commit, and a slow
    transaction would be skipped for ever.
    """

    park = models.CharField(max_length=32)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["park", "event"], name="unlinked_once"),)
        indexes = (models.Index(fields=["park", "id"], name="unlinked_park_id"),)

    def __str__(self) -> str:
        return f"event {self.event_id}"


class Link(models.Model):
    """The place of an event in its park's chain: numbers without gaps from 1, each hash over the one before."""

    park = models.CharField(max_length=32)
    number = models.BigIntegerField()
    event = models.ForeignKey(Event, models.PROTECT, related_name="links")
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "number"], name="link_park_number"),
            models.UniqueConstraint(fields=["park", "event"], name="link_park_event"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="link_counts_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.park} {self.number}"


class Attempt(models.Model):
    """A request that was refused, outside the chain: what people wanted and did not get."""

    park = models.CharField(max_length=32)
    deed = models.CharField(max_length=48)
    subject = models.CharField(max_length=64)
    actor = models.CharField(max_length=64)
    edition = models.CharField(max_length=64)
    at = models.DateTimeField()
    facts = models.JSONField()
    reasons = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["park", "deed", "at"], name="attempt_park_deed_at"),)

    def __str__(self) -> str:
        return f"{self.deed} {self.subject}"


class Verification(models.Model):
    """One proof of a park's chain: who asked for it, and what was found; not done while `done_at` is NULL."""

    park = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    since = models.BigIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    links = models.IntegerField(default=0)
    texts = models.IntegerField(default=0)
    erased = models.IntegerField(default=0)
    heads = models.IntegerField(default=0)
    wrong_number = models.BigIntegerField(null=True)
    wrong_event = models.BigIntegerField(null=True)
    wrong = models.CharField(max_length=255, blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=["park", "id"], name="verification_park"),)

    def __str__(self) -> str:
        return f"{self.park} {self.asked_at}"
