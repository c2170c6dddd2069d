"""Give an account another e-mail address, to sign in with and to get its mail."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.record import record
from gaiyue.people.accounts import as_login
from gaiyue.people.events import AddressChanged
from gaiyue.people.models import Account
from gaiyue.people.sign_in import is_taken


@deed
def change_address(account: int, address: str, *, actor: Actor) -> None:
    """Put the proven address in the place of the old one. Only the account's own person may.

    Refusal: `account.login_taken` when the address means another account of the park.
    """
    if actor.code != f"account:{account}":
        raise NotThere(str(account))
    login = as_login(address)
    if is_taken(actor.park, login, by_others_than=account):
        raise Refusal("account.login_taken", {"login": login})
    mine = Account.objects.filter(park=actor.park, pk=account, is_active=True)
    if not mine.update(login=login, email=login):
        raise NotThere(str(account))
    record(AddressChanged(), subject=actor.code, actor=actor)
