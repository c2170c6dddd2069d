"""What the deeds that keep services share: the door to the service, and texts that are there in both languages."""

from collections.abc import Iterable, Mapping

from django.db.models import Model

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.models import Service
from gaiyue.eventlog.kinds import Code
from gaiyue.people.permissions import May, may
from gaiyue.people.seen import refuse_changed

PAIRS = (("name_zh", "name_en"), ("summary_zh", "summary_en"), ("address_zh", "address_en"))
NOTES = ("note_zh", "note_en")


def keep_service(code: str, *, actor: Actor) -> Service:
    """The service, its row locked until the deed commits; NotThere for who may not keep it, as for none.

    Bookings, which only point to it, go on.
    """
    if not may(actor, May.KEEP_SERVICES):
        raise NotThere(code)
    for row in Service.objects.select_for_update(no_key=True).filter(park=actor.park, code=code):
        return row
    raise NotThere(code)


def check_texts(texts: Mapping[str, object], *, model: type[Model]) -> None:
    """Refusals `offer.nameless` (a language is missing), `offer.half_translated` (of a note), `offer.too_long`."""
    for pair in PAIRS:
        if any(name in texts and not str(texts[name]).strip() for name in pair):
            raise Refusal("offer.nameless", {"fields": pair})
    written = [bool(str(texts.get(name, "")).strip()) for name in NOTES]
    if any(written) and not all(written):
        raise Refusal("offer.half_translated", {"fields": NOTES})
    for name, text in texts.items():
        field = model._meta.get_field(name)  # noqa: SLF001 - Django's documented way to a field
        most = getattr(field, "max_length", None)
        if most and len(str(text)) > most:
            raise Refusal("offer.too_long", {"most": most, "length": len(str(text))})


def seen_texts(row: object, names: Iterable[str]) -> dict[str, str]:
    """What a form shows of the row, for its mark (people/seen.py)."""
    return {name: str(getattr(row, name)) for name in names}


def correct(row: Model, texts: Mapping[str, object], *, seen: str = "") -> tuple[Code, ...]:
    """Write what differs; the names of the fields that did.

    Refusal `form.changed_since` when `seen` marks other values than those of now (`seen_texts`), unless what is
    wanted is there already: the same form sent twice.
    """
    changed = [name for name, value in texts.items() if getattr(row, name) != value]
    if changed:
        refuse_changed(seen, seen_texts(row, texts))
    for name in changed:
        setattr(row, name, texts[name])
    if changed:
        row.save(update_fields=changed)
    return tuple(Code(name) for name in changed)
