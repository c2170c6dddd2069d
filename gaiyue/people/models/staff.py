"""The park's own people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gaiyue.people.models.account import Account
from gaiyue.people.models.park import Department


class StaffRole(models.TextChoices):
    """What a member of staff may do: codes that the permission table knows."""

    CLERK = "clerk", _("窗口人员")
    SPECIALIST = "specialist", _("服务专员")
    SUPERVISOR = "supervisor", _("科室负责人")
    MANAGER = "manager", _("园区管理者")
    ADMINISTRATOR = "administrator", _("系统管理员")


class Staff(models.Model):
    """A member of staff: an account, a department and a role."""

    park = models.CharField(max_length=32)
    account = models.ForeignKey(Account, models.CASCADE, related_name="staff")
    department = models.ForeignKey(Department, models.PROTECT, related_name="staff")
    role = models.CharField(max_length=16, choices=StaffRole)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["park", "account"], name="staff_once"),)
        indexes = (
            models.Index(fields=["park", "department", "role"], name="staff_park_department"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} ({self.role})"
