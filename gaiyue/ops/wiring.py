"""The whole house on one screen: which event sets off which work, what recurs, and who does it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from gaiyue.eventlog.relay import Numbered
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.jobs.schedule import Every
from gaiyue.jobs.work import Handler
from gaiyue.notify.deliver import deliver
from gaiyue.notify.invitation import mail_invitation
from gaiyue.notify.plan import plan_notices
from gaiyue.notify.reminders import EVERY, REMIND, find_reminders, remind_of_visit
from gaiyue.notify.welcome import mail_welcome
from gaiyue.ops import upkeep

REACTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "appointment.booked": ("message.plan",),
    "appointment.cancelled": ("message.plan",),
    "appointment.move_opened": ("message.plan",),
    "appointment.moved": ("message.plan",),
    "appointment.no_show": ("message.plan",),
    "appointment.resumed": ("message.plan",),
    "member.added": ("message.plan",),
    "member.invited": ("message.invite",),
    "member.joined": ("message.plan",),
    "staff.employed": ("message.welcome",),
}
"""Kind of event → kinds of jobs that it sets off, one job per event and kind."""

SILENT: Final = frozenset(
    {
        "account.address_changed",
        "account.corrected",
        "account.language_chosen",
        "account.mails_chosen",
        "account.password_set",
        "account.signed_up",
        "appointment.called",
        "appointment.checked_in",
        "appointment.completed",
        "appointment.left",
        "appointment.reminded",
        "appointment.undone",
        "block.added",
        "block.reserve_released",
        "block.reserve_set",
        "block.resized",
        "blocks.closed",
        "blocks.generated",
        "blocks.reopened",
        "calendar.day_restored",
        "calendar.extra_opened",
        "calendar.followed",
        "calendar.hours_set",
        "calendar.park_closed",
        "calendar.published",
        "calendar.started",
        "contact.corrected",
        "papers.ticked",
        "counter.added",
        "counter.renamed",
        "counter.retired",
        "demo.advanced",
        "department.added",
        "department.corrected",
        "enterprise.absorbed",
        "enterprise.code_taken",
        "enterprise.corrected",
        "enterprise.merged",
        "enterprise.registered",
        "enterprise.tier_set",
        "enterprise.verified",
        "link.revoked",
        "location.corrected",
        "location.opened",
        "material.added",
        "material.corrected",
        "material.moved",
        "material.retired",
        "member.invitation_withdrawn",
        "member.removed",
        "member.role_changed",
        "message.closed",
        "message.resent",
        "park.opened",
        "policy.published",
        "policy.withdrawn",
        "policy.follows_park",
        "service.corrected",
        "service.moved",
        "service.offered",
        "service.opened",
        "service.withdrawn",
        "staff.corrected",
        "staff.moved",
        "staff.released",
        "staff.restored",
        "template.added",
        "template.ended",
        "text.erased",
        "token.issued",
        "token.revoked",
        "week.changed",
    }
)
"""Events that are history and nothing more, so far."""

RECURRING: Final[Sequence[Every]] = (
    Every("blocks.generate", timedelta(hours=6)),
    Every("reserve.release", timedelta(minutes=5)),
    Every("seats.reconcile", timedelta(hours=1)),
    Every("record.publish_head", timedelta(days=1)),
    Every("answers.forget", timedelta(days=1)),
    Every("attempts.forget", timedelta(days=1)),
    Every("jobs.forget", timedelta(days=1)),
    Every("sessions.forget", timedelta(days=1)),
    Every("messages.forget", timedelta(hours=6)),
    Every("reminders.find", EVERY),
    Every("statistics.refresh", timedelta(hours=6)),
)

HANDLERS: Final[Mapping[str, Handler]] = {
    "blocks.generate": upkeep.generate,
    "reserve.release": upkeep.release,
    "seats.reconcile": upkeep.reconcile,
    "record.publish_head": upkeep.publish,
    "record.verify": upkeep.verify,
    "answers.forget": upkeep.forget_answers,
    "attempts.forget": upkeep.forget_attempts,
    "jobs.forget": upkeep.forget_jobs,
    "sessions.forget": upkeep.forget_sessions,
    "message.deliver": deliver,
    "message.invite": mail_invitation,
    "message.plan": plan_notices,
    "message.welcome": mail_welcome,
    "messages.forget": upkeep.forget_old_messages,
    "reminders.find": find_reminders,
    "statistics.refresh": upkeep.refresh,
    REMIND: remind_of_visit,
}
"""Kind of job → who does it."""


def react(events: Sequence[Numbered]) -> None:
    """Turn freshly numbered events into jobs, in the relay's transaction."""
    for event in events:
        works = [
            Work(kind=kind, key=f"event:{event.id}", payload={"event": event.id})
            for kind in REACTIONS.get(event.kind, ())
        ]
        if works:
            enqueue(event.park, works)
