"""Give an account a password, or another one."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.eventlog.record import record
from gaiyue.people.events import PasswordSet
from gaiyue.people.models import Account


@deed
def set_password(account: int, hashed: str, *, park: str) -> None:
    """Keep the password, already hashed. Whoever calls has made sure that it is the account's own person who asks.

    Every other session of the account ends, because sessions are bound to the password.
    """
    found = Account.objects.filter(park=park, pk=account, is_active=True)
    if not found.update(password=hashed):
        raise NotThere(str(account))
    code = f"account:{account}"
    record(PasswordSet(), subject=code, actor=Actor(park=park, code=code, role="visitor"))
