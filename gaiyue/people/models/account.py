"""A person who can sign in: the user model of the house."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """A person. Lives in the park's cell; the login is unique per park, never over all parks.

    `phone_digits` and `phone_tail` are `phone` as people are found by it: bare, and its last four.
    """

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    park = models.CharField(max_length=32)
    login = models.CharField(max_length=254)
    name = models.CharField(max_length=64)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=32, blank=True)
    phone_digits = models.CharField(max_length=32, blank=True, default="")
    phone_tail = models.CharField(max_length=4, blank=True, default="")
    language = models.CharField(max_length=8, default="zh-hans")
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "login"], name="account_park_login"),
        )
        indexes = (
            models.Index(fields=["park", "email"], name="account_park_email"),
            models.Index(fields=["park", "name"], name="account_park_name"),
            models.Index(fields=["park", "phone_tail", "phone_digits"], name="account_park_phone"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What the record keeps of this person."""
        return f"account:{self.pk}"
