"""Erase the personal text about one person or enterprise; the chain still holds and says who erased it."""

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.eventlog.events import TextErased
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.models import Detail
from gaiyue.eventlog.record import record


@deed
def erase_text(about: str, *, rule: Code, actor: Actor) -> int:
    """Empty every text about `about` and record it; how many texts are gone."""
    texts = Detail.objects.filter(park=actor.park, subject=about, text__isnull=False)
    count = texts.count()
    if count:
        event = record(TextErased(texts=count, rule=rule), subject=about, actor=actor)
        texts.update(text=None, erased_by=event)
    return count
