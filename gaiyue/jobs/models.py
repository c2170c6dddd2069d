"""Rows of work to do, and of answers already given."""

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One piece of work. Whoever holds its lease works on it; an expired lease is taken over.

    `fence` grows with every claim: a worker that comes back from the dead can't finish a job that another
    one has taken.
    """

    park = models.CharField(max_length=32)
    kind = models.CharField(max_length=48)
    key = models.CharField(max_length=96)
    payload = models.JSONField(default=dict)
    run_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    fence = models.BigIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    trouble = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "kind", "key"], name="job_park_kind_key"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(given_up_at__isnull=True),
                name="job_done_or_given_up",
            ),
        )
        indexes = (
            models.Index(fields=["park", "done_at", "given_up_at", "run_at"], name="job_park_due"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Answer(models.Model):
    """What a deed answered to an idempotency key, so that asking again gets the same answer and no second deed."""

    park = models.CharField(max_length=32)
    principal = models.CharField(max_length=64)
    deed = models.CharField(max_length=48)
    key = models.CharField(max_length=128)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "principal", "deed", "key"], name="answer_once"
            ),
        )
        indexes = (models.Index(fields=["park", "at"], name="answer_park_at"),)

    def __str__(self) -> str:
        return f"{self.deed} {self.key}"
