"""Remember which language a person reads, for the mails and for the next device."""

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.events import LanguageChosen
from gaiyue.people.models import Account


@deed
def set_language(language: str, *, actor: Actor) -> None:
    """Keep the language of the one who acts; for whoever has no account, and when nothing changes, nothing is done."""
    kind, _, number = actor.code.partition(":")
    if kind != "account":
        return
    mine = Account.objects.filter(park=actor.park, pk=int(number)).exclude(language=language)
    if mine.update(language=language):
        record(LanguageChosen(Code(language)), subject=actor.code, actor=actor)
