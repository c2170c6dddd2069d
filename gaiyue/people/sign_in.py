"""Whom an address means, within one park: for those who let people in."""

from django.db.models import Case, Q, When
from django.http import HttpRequest

from gaiyue.people.accounts import as_login
from gaiyue.people.models import Account, Staff


class AccountBackend:
    """Django's authentication backend: one park's accounts by login and password; whose a session is."""

    def authenticate(
        self,
        request: HttpRequest | None,
        *,
        username: str | None = None,
        password: str | None = None,
    ) -> Account | None:
        """The account of the request's park with that password; without a park nobody is found.

        Takes as long for somebody who isn't there as for a wrong password, so that the time tells nothing.
        """
        park = getattr(request, "park", None)
        if park is None or not username or not password:
            return None
        account = account_at(park, username)
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password) else None

    def get_user(self, user_id: int) -> Account | None:
        """The account, while it is active."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


def account_of(park: str, account: int) -> Account | None:
    """The active account of that id in the park; None otherwise."""
    return Account.objects.filter(park=park, pk=account, is_active=True).first()


def account_at(park: str, address: str) -> Account | None:
    """The active account that signs in with the address: by its login, or by its e-mail when only one has that.

    One query. An address that several accounts share, none of them as its login, means nobody.
    """
    typed = {address.strip(), as_login(address)}
    rows = Account.objects.filter(Q(login__in=typed) | Q(email__in=typed), park=park)
    by_login = Case(When(login__in=typed, then=0), default=1)
    found = list(rows.filter(is_active=True).order_by(by_login, "pk")[:2])
    if found and found[0].login in typed:
        return found[0]
    return found[0] if len(found) == 1 else None


def is_taken(park: str, address: str, *, by_others_than: int = 0) -> bool:
    """Whether the address already means an account of the park, active or not."""
    typed = {address.strip(), as_login(address)}
    rows = Account.objects.filter(Q(login__in=typed) | Q(email__in=typed), park=park)
    return rows.exclude(pk=by_others_than).exists()


def is_staff(account: Account) -> bool:
    """Whether the account is of a member of staff, who signs in by password alone."""
    return Staff.objects.filter(park=account.park, account=account).exists()
