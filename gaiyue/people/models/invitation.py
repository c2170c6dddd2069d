"""A person who was asked to act for a company and has not answered yet, or has."""

from django.db import models

from gaiyue.people.models.enterprise import Enterprise, MemberRole


class Invitation(models.Model):
    """One row for each company and address: inviting again renews it, and every link sent before is dead.

    `key` goes into the link and is changed by a renewal; `ended_at` is set once it was accepted or withdrawn.
    `invited_by` is the code of an actor; `sent` counts the mails of the day `sent_on`, over renewals and withdrawals.
    """

    park = models.CharField(max_length=32)
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=8, choices=MemberRole)
    language = models.CharField(max_length=8, default="zh-hans")
    key = models.CharField(max_length=32)
    invited_by = models.CharField(max_length=64)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)
    sent = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "enterprise", "email"], name="invitation_once"),
        )
        indexes = (
            models.Index(fields=["park", "enterprise", "ended_at"], name="invitation_park_pending"),
            models.Index(fields=["park", "sent_on", "email"], name="invitation_park_sent"),
        )

    def __str__(self) -> str:
        return f"{self.email} for {self.enterprise_id}"
