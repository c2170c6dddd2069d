"""A token of the API: a program that acts as one person, for one company or as staff."""

from django.db import models

from gaiyue.people.models.account import Account
from gaiyue.people.models.enterprise import Enterprise


class Token(models.Model):
    """The secret itself is shown once and never kept: `digest` is its SHA-256, `hint` its last four signs.

    `enterprise` is None for a token that acts as staff. `used_at` is kept to a few minutes. `issued_by` and
    `revoked_by` are codes of actors.
    """

    park = models.CharField(max_length=32)
    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="tokens", null=True)
    name = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    hint = models.CharField(max_length=4)
    issued_by = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "digest"], name="token_park_digest"),
        )
        indexes = (
            models.Index(fields=["park", "enterprise", "revoked_at"], name="token_park_enterprise"),
        )

    def __str__(self) -> str:
        return f"{self.name} (…{self.hint})"
