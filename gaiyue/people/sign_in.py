"""The accounts of a park, for those who let people in."""

from django.http import HttpRequest

from gaiyue.people.models import Account


class AccountBackend:
    """Django's authentication backend: finds the account of a session again. Signing in is the pages' work."""

    def authenticate(self, _request: HttpRequest | None, **_credentials: object) -> Account | None:
        """No password of any kind opens this door."""
        return None

    def get_user(self, user_id: int) -> Account | None:
        """The account, while it is active."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


def account_of(park: str, account: int) -> Account | None:
    """The active account of that id in the park; None otherwise."""
    return Account.objects.filter(park=park, pk=account, is_active=True).first()
