"""Who hears what: from an event to the notices and mails of those whom it concerns."""

from datetime import timedelta

from gaiyue.base import clock
from gaiyue.base.actor import system
from gaiyue.base.transaction import deed
from gaiyue.booking.queries.visits import visit
from gaiyue.eventlog.one import OneEvent, one_event
from gaiyue.jobs.claim import Claimed
from gaiyue.notify import visit_words as words
from gaiyue.notify.enter import About, enter_mails, enter_notices, of_visit
from gaiyue.notify.overtaken import settle_closed
from gaiyue.notify.untold import last_told
from gaiyue.people.access import roles_of
from gaiyue.people.addressees import Addressee, addressees
from gaiyue.people.queries import accounts_of
from gaiyue.policy.rules.undo import UNDO_WITHIN

NEWS_FOR = timedelta(days=3)
"""What happened longer ago than this, such as imported history, is nobody's news."""
IN_NOTICES = ("starts_at", "from_starts_at", "to_starts_at")
IN_MAILS = ("from_starts_at", "from_location", "paused_until")


def plan_notices(job: Claimed) -> None:
    """Enter a notice for each person whom it concerns and who did not do it, and a mail for each address there.

    Whoever did it gets the mail, too: it is their confirmation. Run again, it enters none twice.
    """
    event = one_event(job.park, int(str(job.payload["event"])))
    if clock.now() - event.at < NEWS_FOR:
        _plan(job.park, event)


@deed
def _plan(park: str, event: OneEvent) -> None:
    role = roles_of(park, [event.actor])[event.actor]
    by = role if role in ("member", "link", "system") else "staff"
    if event.kind.startswith("member."):
        _tell_of_a_member(park, event, by)
    else:
        _tell_of_a_visit(park, event, by)


def _tell_of_a_visit(park: str, event: OneEvent, by: str) -> None:
    """Everybody who acts for the company."""
    row = visit(event.subject, actor=system(park, "notify"))
    people = addressees(park, [row.enterprise])
    about = About(park, key=f"event:{event.id}", kind=event.kind, event=event.id, visit=row)
    known = {name: event.facts[name] for name in IN_NOTICES if name in event.facts}
    others = [one.code for one in people if one.code != event.actor]
    enter_notices(about, others, facts={**of_visit(row), **known, "by": by}, at=event.at)
    if event.kind == words.RESUMED:
        settle_closed(park, row.reference)
    if event.kind in words.NEWS:
        _mail(about, event, people, by)


def _mail(about: About, event: OneEvent, people: list[Addressee], by: str) -> None:
    facts = {name: event.facts[name] for name in IN_MAILS if event.facts.get(name)}
    told = last_told(about) if event.kind == words.MOVED else {}
    # Of several who share a mailbox one mail goes to all: "you" is whoever of them did it.
    theirs = {one.email.casefold() for one in people if one.code == event.actor}
    said = {
        one.email: {
            **facts,
            **told.get(one.email, {}),
            "by": words.YOU if one.email.casefold() in theirs else by,
        }
        for one in people
    }
    # The counter may take a slip back for a minute: until then nobody is told that they did not come.
    waits = UNDO_WITHIN if event.kind == words.NO_SHOW else timedelta()
    enter_mails(about, people, facts=said, run_at=event.at + waits)


def _tell_of_a_member(park: str, event: OneEvent, by: str) -> None:
    """The people in charge of the company; nobody when the new one has left again."""
    everybody = accounts_of(park, str(event.facts["enterprise"]))
    new = next((one for one in everybody if f"account:{one.id}" == event.subject), None)
    if new is None:
        return
    codes = [f"account:{one.id}" for one in everybody if one.role == "owner"]
    about = About(park, key=f"event:{event.id}", kind=event.kind, event=event.id)
    facts = {"enterprise": new.enterprise_name, "name": new.name, "role": new.role, "by": by}
    others = [code for code in codes if code not in (event.actor, event.subject)]
    enter_notices(about, others, facts=facts, at=event.at)
