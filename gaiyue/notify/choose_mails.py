"""Choose which mails about visits one gets; the notices in the pages are there in any case."""

from collections.abc import Iterable
from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.eventlog.record import record
from gaiyue.notify import visit_words as words
from gaiyue.notify.events import MailsChosen
from gaiyue.notify.models import MailChoice
from gaiyue.people.access import account_id
from gaiyue.people.addressees import Addressee


@dataclass(frozen=True, slots=True)
class Mails:
    """Mails about what happens to visits, and reminders before them."""

    news: bool = True
    reminders: bool = True


def my_mails(actor: Actor) -> Mails:
    """What the actor has chosen; all of them, until they do. One query."""
    row = MailChoice.objects.filter(park=actor.park, account=actor.code).first()
    return Mails() if row is None else Mails(row.wants_news, row.wants_reminders)


@deed
def choose_mails(mails: Mails, *, actor: Actor) -> None:
    """Keep the choice of the one who acts; NotThere for whoever has no account."""
    if account_id(actor) is None:
        raise NotThere("mails")
    if mails == my_mails(actor):
        return
    MailChoice.objects.update_or_create(
        park=actor.park,
        account=actor.code,
        defaults={"wants_news": mails.news, "wants_reminders": mails.reminders},
    )
    chosen = MailsChosen(news=mails.news, reminders=mails.reminders)
    record(chosen, subject=actor.code, actor=actor)


def who_wants(people: Iterable[Addressee], *, kind: str, park: str) -> list[Addressee]:
    """Those who want a mail of that kind. One query; none for what the park itself brought about.

    Who comes in vain because the park is closed has not asked for that by wanting less mail.
    """
    everybody = list(people)
    if kind in words.BY_THE_PARK:
        return everybody
    without = {"wants_reminders": False} if kind in words.REMINDERS else {"wants_news": False}
    rows = MailChoice.objects.filter(park=park, account__in=[one.code for one in everybody])
    unwanted = set(rows.filter(**without).values_list("account", flat=True))
    return [one for one in everybody if one.code not in unwanted]
