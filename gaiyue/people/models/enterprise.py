"""The companies that come, and who may act for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gaiyue.people.models.account import Account


class Size(models.TextChoices):
    """Size classes of the National Bureau of Statistics (统计上大中小微型企业划分办法)."""

    MICRO = "micro", _("微型")
    SMALL = "small", _("小型")
    MEDIUM = "medium", _("中型")
    LARGE = "large", _("大型")


class Tier(models.TextChoices):
    """What a company's priority in a queue follows from; set by staff or data, never by the company."""

    NORMAL = "normal", _("普通企业")
    HIGH_TECH = "high_tech", _("高新技术企业")
    KEY_PROJECT = "key_project", _("重点招商项目")


class Enterprise(models.Model):
    """A company, unverified until staff have seen its licence; one still being registered has no credit code yet.

    One that turned out to be the same as another is closed: `merged_into` leads from its old code to the one that
    goes on. `contact_name` and `contact_phone` say whom to reach about the company itself.
    """

    park = models.CharField(max_length=32)
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=128)
    credit_code = models.CharField(max_length=18, null=True)  # noqa: DJ001 - NULL is "has none yet", and unique
    industry = models.CharField(max_length=64)
    size = models.CharField(max_length=8, choices=Size)
    tier = models.CharField(max_length=16, choices=Tier, default=Tier.NORMAL)
    is_verified = models.BooleanField(default=False)
    contact_name = models.CharField(max_length=64, blank=True, default="")
    contact_phone = models.CharField(max_length=32, blank=True, default="")
    merged_into = models.ForeignKey("self", models.PROTECT, related_name="merged", null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "code"], name="enterprise_park_code"),
            models.UniqueConstraint(
                fields=["park", "credit_code"], name="enterprise_park_credit_code"
            ),
            models.CheckConstraint(
                condition=models.Q(credit_code__isnull=False) | models.Q(is_verified=False),
                name="enterprise_verified_has_credit_code",
            ),
        )
        indexes = (
            models.Index(fields=["park", "name"], name="enterprise_park_name"),
            models.Index(fields=["park", "is_verified", "name"], name="enterprise_park_verified"),
            models.Index(fields=["park", "tier", "name"], name="enterprise_park_tier"),
        )

    def __str__(self) -> str:
        return self.name


class MemberRole(models.TextChoices):
    """What a person may do for a company: codes that the permission table knows."""

    OWNER = "owner", _("负责人")
    MEMBER = "member", _("经办人")


class Membership(models.Model):
    """A person acts for a company. One person may act for several."""

    park = models.CharField(max_length=32)
    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=MemberRole)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "account", "enterprise"], name="membership_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} for {self.enterprise_id}"
