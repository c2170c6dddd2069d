"""Whom a message about a company's visit reaches: everybody who acts for it, and where they get mail."""

from collections.abc import Collection
from dataclasses import dataclass

from gaiyue.people.models import Membership


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person who acts for the company; `email` is empty for who has none."""

    account: int
    email: str
    language: str
    enterprise: str

    @property
    def code(self) -> str:
        """What the record calls them."""
        return f"account:{self.account}"


def addressees(park: str, enterprises: Collection[str]) -> list[Addressee]:
    """Everybody who acts for one of the enterprises (codes) and can sign in, in the order of their entry; one query."""
    rows = Membership.objects.filter(
        park=park, enterprise__code__in=enterprises, account__is_active=True
    )
    found = rows.order_by("pk").values_list(
        "account_id", "account__email", "account__language", "enterprise__code"
    )
    return [Addressee(*row) for row in found]
