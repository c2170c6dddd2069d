"""allauth's row of an account's e-mail address: it keeps there whether the address was proven."""

from typing import Any

from allauth.account.models import EmailAddress

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.people.sign_in import account_of
from gaiyue.people.sign_up import NewAccount, sign_up


def note_address(account: Any, address: str) -> EmailAddress:
    """The row of the address, made where there is none yet: unproven until a code comes back."""
    first = not EmailAddress.objects.filter(user=account, primary=True).exists()
    row, _ = EmailAddress.objects.get_or_create(
        user=account, email=address, defaults={"primary": first}
    )
    return row


def prove_address(account: Any, address: str) -> None:
    """Keep that the person reads mail there."""
    row = note_address(account, address)
    if not row.verified:
        row.verified = True
        row.save(update_fields=["verified"])


@deed
def open_account(new: NewAccount, *, address: str, actor: Actor, key: str) -> Any:
    """The account of somebody who signs up, with the address that they have proven: both or neither."""
    account = account_of(actor.park, sign_up(new, actor=actor, key=key))
    prove_address(account, address)
    return account
