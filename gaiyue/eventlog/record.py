"""Write an event, in the transaction of the change that it tells of."""

import hashlib
import secrets
from collections.abc import Mapping

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.prepared import Enter, EnterQueued
from gaiyue.eventlog import kinds
from gaiyue.eventlog.models import Detail, Event, Unlinked

_EVENT = EnterQueued(lambda: Event, lambda: Unlinked, link="event_id")
_DETAIL = Enter(lambda: Detail)


def record(
    payload: object,
    *,
    subject: str,
    actor: Actor,
    edition: str = "",
    details: Mapping[str, str] | None = None,
    about: str = "",
) -> int:
    """Record `payload` (a declared kind) about `subject` and return the id of the event.

    `edition` names the policy edition that decided, e.g. "registration/3". `details` holds what a person wrote or
    who a person is, by a short name; it is kept beside the event and can be erased by `about` (the person or
    enterprise concerned; the subject when not given), while the event keeps a salted digest of it.
    """
    texts = {name: (secrets.token_hex(16), text) for name, text in (details or {}).items() if text}
    event = _EVENT(
        park=actor.park,
        kind=kinds.name_of(payload),
        subject=subject,
        actor=actor.code,
        edition=edition,
        at=clock.now(),
        facts=kinds.as_facts(payload) | ({"via": actor.via} if actor.via else {}),
        digests={name: digest_of(salt, text) for name, (salt, text) in texts.items()},
    )
    of_event = {"park": actor.park, "event_id": event, "subject": about or subject}
    for name, (salt, text) in texts.items():
        _DETAIL(**of_event, name=name, salt=salt, text=text)
    return event


def digest_of(salt: str, text: str) -> str:
    """The salted sha256 of a text, in hex."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
