"""A member of staff leaves: their account opens nothing any more."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.end_tokens import end_tokens_of_staff
from gaiyue.people.events import StaffReleased
from gaiyue.people.staffing import lock_staff, refuse_administrator, refuse_last_head


@deed
def release_staff(account: int, *, actor: Actor) -> None:
    """Nobody signs in with the account from now on, and every open session of it is over, for good.

    The password goes too: sessions are bound to it, so that none wakes up when the person comes back. Their tokens end
    with it. Whoever was released already stays so.

    Refusals: `staff.yourself`, `staff.administrator`, `staff.last_head`.
    """
    row = lock_staff(account, actor=actor)
    person = row.account
    if person.code == actor.code:
        raise Refusal("staff.yourself")
    if not person.is_active:
        return
    refuse_administrator(row.role, actor=actor)
    refuse_last_head(row)
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    event = StaffReleased(department=Code(row.department.code), role=Code(row.role))
    record(event, subject=person.code, actor=actor)
    end_tokens_of_staff(person, actor=actor)
