"""What a reader still believes of a visit whose earlier moves they were never told of."""

from gaiyue.notify import visit_words as words
from gaiyue.notify.enter import About
from gaiyue.notify.models import Message
from gaiyue.notify.states import Channel, State

TOLD = frozenset({State.SENDING, State.SENT, State.SHOWN, State.UNSURE})
"""States in which the words have left, or may have."""
BEFORE = ("from_starts_at", "from_location")


def last_told(about: About) -> dict[str, dict[str, object]]:
    """Address → where the reader last heard that the visit was, for readers whose mails did not all go out.

    A move that waits while the mail server is away is not told once there is a later one: that tells both, from the
    time that the reader knows. One query.
    """
    rows = Message.objects.filter(
        park=about.park,
        about=about.reference,
        channel=Channel.EMAIL,
        kind__in=words.NEWS,
        event__lt=about.event,
    )
    found: dict[str, dict[str, object]] = {}
    knows: set[str] = set()
    for row in rows.order_by("-event"):
        if row.state in TOLD or row.kind != words.MOVED:
            knows.add(row.recipient)
        if row.recipient not in knows:
            found[row.recipient] = {name: row.facts[name] for name in BEFORE if name in row.facts}
    return found
