"""A person who can sign in: the user model of the house."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """A person. Lives in the park's cell; the login is unique per park, never over all parks."""

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    park = models.CharField(max_length=32)
    login = models.CharField(max_length=254)
    name = models.CharField(max_length=64)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=8, default="zh-hans")
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "login"], name="account_park_login"),
        )
        indexes = (models.Index(fields=["park", "email"], name="account_park_email"),)

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What the record keeps of this person."""
        return f"account:{self.pk}"
