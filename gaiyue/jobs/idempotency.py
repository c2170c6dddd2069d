"""A deed that is asked twice with the same key is done once and answered twice.

UNIQUE (park, principal, deed, key) is the guard, and the key is taken before anything is read: of two at once, the
second waits for the first, meets the constraint and finds the answer. Taken only at the end, the second one would have
judged what the first one did ("you have a visit already") and refused its own request. Kept for seven days.

A page makes a new key for each form. A program chooses its keys itself, so that one of them stands for one request,
whichever deed it asks for: its keys are kept under one name, and the deed is part of what they were used for.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.prepared import EnterOnce
from gaiyue.base.transaction import Again
from gaiyue.base.transaction import deed as one_transaction
from gaiyue.jobs.models import Answer

_TAKE = EnterOnce(lambda: Answer)

KEPT = timedelta(days=7)
OF_PROGRAMS = "api"
"""The name under which the keys of programs are kept, whatever the deed."""


class KeyReused(Refusal):
    """The key was used before for another request: nothing was done."""

    def __init__(self, key: str) -> None:
        super().__init__("idempotency.key_reused", {"key": key})


@dataclass(frozen=True, slots=True)
class Once:
    """One request of one principal, identified by its key; `key` None means that it may be repeated."""

    actor: Actor
    deed: str
    key: str | None
    body: Mapping[str, object]

    def answered(self, planned: Mapping[str, object] | None = None) -> dict[str, object] | None:
        """The answer already given to this key, or None: the key is ours then until the deed ends.

        To be called first in the deed; a refusal rolls it back with everything else. `planned` is what the deed will
        answer when it succeeds, where that is known beforehand; otherwise `answer()` keeps it. One statement, two for a
        key that was used. Raises KeyReused when the body differs.
        """
        if self.key is None or self._take(self.key, dict(planned or {})):
            return None
        found = self._rows().first()
        if found is None:
            raise Again  # forgotten at this very moment, a week later
        if found.digest != self._digest():
            raise KeyReused(self.key)
        answer: dict[str, object] = found.answer
        return answer

    def answer(self, answer: Mapping[str, object]) -> None:
        """Keep the answer, in the transaction of the deed."""
        if self.key is not None:
            self._rows().update(answer=dict(answer))

    def _take(self, key: str, answer: dict[str, object]) -> bool:
        taken = _TAKE(
            park=self.actor.park,
            principal=self.actor.code,
            deed=self._name,
            key=key,
            digest=self._digest(),
            answer=answer,
            at=clock.now(),
        )
        return taken == 1

    def _rows(self) -> QuerySet[Answer]:
        return Answer.objects.filter(
            park=self.actor.park, principal=self.actor.code, deed=self._name, key=self.key
        )

    @property
    def _name(self) -> str:
        return OF_PROGRAMS if self.actor.via else self.deed

    def _digest(self) -> str:
        asked = {"deed": self.deed, "body": self.body} if self.actor.via else self.body
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


@one_transaction
def forget_answers(park: str) -> int:
    """Delete the answers older than seven days; how many went."""
    return Answer.objects.filter(park=park, at__lt=clock.now() - KEPT).delete()[0]
