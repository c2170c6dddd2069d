"""A person who can sign in: the user model of the house."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with a usable or an unusable password."""

    def create_account(
        self, *, park: str, login: str, name: str, password: str | None = None
    ) -> "Account":
        """A new account of the park; without a password it signs in by code or link only."""
        account = self.model(park=park, login=login, name=name)
        account.set_password(password)
        account.save(using=self._db)
        return account


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

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "login"], name="account_park_login"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What the record keeps of this person."""
        return f"account:{self.pk}"
