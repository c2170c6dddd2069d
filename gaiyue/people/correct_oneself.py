"""Correct one's own name and telephone number; visits keep whom they name, and the address is proven by a mail."""

from typing import Final

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.plain_text import one_line
from gaiyue.base.telephone import digits_of, tail_of
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.events import AccountCorrected
from gaiyue.people.models import Account
from gaiyue.people.seen import refuse_changed

NAME_LENGTH: Final = 64
PHONE_LENGTH: Final = 32


@deed
def correct_oneself(
    account: int, *, name: str, phone: str, actor: Actor, seen: str = ""
) -> tuple[str, ...]:
    """Let the account be so; the names of the fields that changed are returned. Only the account's own person may.

    `seen` marks what the page showed (people/seen.py). Refusals: `form.changed_since`, `account.nameless`,
    `account.too_long`.
    """
    if actor.code != f"account:{account}":
        raise NotThere(str(account))
    rows = Account.objects.select_for_update(no_key=True)
    mine = rows.filter(park=actor.park, pk=account, is_active=True).first()
    if mine is None:
        raise NotThere(str(account))
    wanted = {"name": one_line(name), "phone": one_line(phone)}
    if not wanted["name"]:
        raise Refusal("account.nameless")
    for field, most in (("name", NAME_LENGTH), ("phone", PHONE_LENGTH)):
        if len(wanted[field]) > most:
            raise Refusal("account.too_long", {"typed": wanted[field], "most": most})
    before = {field: getattr(mine, field) for field in wanted}
    changed = tuple(field for field in wanted if before[field] != wanted[field])
    if not changed:
        return ()
    refuse_changed(seen, before)
    mine.name, mine.phone = wanted["name"], wanted["phone"]
    mine.phone_digits, mine.phone_tail = digits_of(mine.phone), tail_of(mine.phone)
    mine.save(update_fields=["name", "phone", "phone_digits", "phone_tail"])
    event = AccountCorrected(fields=tuple(Code(field) for field in changed))
    record(event, subject=actor.code, actor=actor)
    return changed
