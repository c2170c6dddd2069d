"""Keep what was wanted and refused: the attempts behind what-if and behind "changes wanted but not made"."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import structlog
from django.db import DatabaseError

from gaiyue.base.actor import Actor
from gaiyue.eventlog.attempt import Wanted, record_attempt, record_wanted
from gaiyue.policy.decision import Decision, Refused

P = ParamSpec("P")
R = TypeVar("R")

log = structlog.get_logger()


def judged(deed: Callable[P, R]) -> Callable[P, R]:
    """Wrap a deed so that its refusals are kept as attempts: `@judged` above `@deed`.

    The deed's own transaction has been rolled back by then; the attempt has one of its own. The deed takes its
    actor as the keyword `actor`.
    """

    @wraps(deed)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return deed(*args, **kwargs)
        except Refused as refused:
            actor = kwargs["actor"]
            if not isinstance(actor, Actor):
                raise TypeError(f"{deed.__name__} needs actor=Actor, not {actor!r}") from refused
            _keep(refused, actor)
            raise

    return run


def keep_wanted(decision: Decision, *, subject: str, actor: Actor) -> None:
    """Keep a refusal that a page shows before anything was sent; reading it again within minutes adds nothing.

    People who read "too late" don't send the form any more: without these, the figure would miss most of them. Of
    whoever holds a link nothing is kept before the form is sent: programs that check mail follow every link.
    """
    if actor.role == "link_holder":
        return
    try:
        record_wanted(_wanted(decision, subject), actor=actor)
    except DatabaseError:
        log.warning("attempt.lost", deed=decision.deed, subject=subject, exc_info=True)


def _keep(refused: Refused, actor: Actor) -> None:
    decision = refused.decision
    try:
        record_attempt(_wanted(decision, refused.subject), actor=actor)
    except DatabaseError:
        # The person gets the answer and its reasons also when the figure misses one.
        log.exception("attempt.lost", deed=decision.deed, subject=refused.subject)


def _wanted(decision: Decision, subject: str) -> Wanted:
    return Wanted(
        deed=decision.deed,
        subject=subject,
        facts=decision.facts,
        reasons=tuple(str(reason.code) for reason in decision.reasons),
        edition=decision.edition.code,
    )
