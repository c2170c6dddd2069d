"""What of an event goes into its hash: everything but its number in the chain."""

from datetime import UTC

from gaiyue.eventlog.models import Event


def content_of(event: Event) -> dict[str, object]:
    """The event as JSON-ready values, the same on every engine."""
    return {
        "id": event.pk,
        "park": event.park,
        "kind": event.kind,
        "subject": event.subject,
        "actor": event.actor,
        "edition": event.edition,
        "at": event.at.astimezone(UTC).isoformat(),
        "facts": event.facts,
        "digests": event.digests,
    }
