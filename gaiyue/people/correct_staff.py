"""Correct the name, the login or the number of a member of staff."""

from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.plain_text import one_line
from gaiyue.base.telephone import digits_of, tail_of
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.events import StaffCorrected
from gaiyue.people.invite import read_email
from gaiyue.people.models import Account
from gaiyue.people.seen import refuse_changed
from gaiyue.people.sign_in import is_taken
from gaiyue.people.staffing import lock_staff, refuse_administrator


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffData:
    """What is known of a member of staff; the login is an e-mail address, where mail goes too."""

    name: str
    login: str
    phone: str = ""


@deed
def correct_staff(
    account: int, data: StaffData, *, actor: Actor, seen: str = ""
) -> tuple[str, ...]:
    """Let the person be so; the names of the fields that changed are returned.

    NotThere for a person who is not there for this actor. Refusals: `account.nameless`; `invitation.email` (no
    address; a login from before stays until it is changed); `account.login_taken`; `staff.administrator`;
    `form.changed_since`, when `seen` marks other data than those of now (people/seen.py).
    """
    row = lock_staff(account, actor=actor)
    person = row.account
    wanted = {
        "name": one_line(data.name),
        "login": data.login.strip(),
        "phone": one_line(data.phone),
    }
    if not wanted["name"]:
        raise Refusal("account.nameless")
    if wanted["login"] != person.login:
        wanted["login"] = _free_address(wanted["login"], person)
    before = {field: getattr(person, field) for field in wanted}
    changed = tuple(field for field in wanted if before[field] != wanted[field])
    if not changed:
        return ()
    refuse_administrator(row.role, actor=actor)
    refuse_changed(seen, before)
    for field in changed:
        setattr(person, field, wanted[field])
    if "login" in changed:
        person.email = person.login
    person.phone_digits, person.phone_tail = digits_of(person.phone), tail_of(person.phone)
    person.save(update_fields=[*changed, "email", "phone_digits", "phone_tail"])
    event = StaffCorrected(fields=tuple(Code(field) for field in changed))
    record(event, subject=person.code, actor=actor)
    return changed


def _free_address(typed: str, person: Account) -> str:
    address = read_email(typed)
    if is_taken(person.park, address, by_others_than=person.pk):
        raise Refusal("account.login_taken", {"login": address})
    return address
