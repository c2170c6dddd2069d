"""Planning happens one deed after the other: who makes, adds or closes what others may be making queues here first."""

from gaiyue.booking.models import Planning


def queue_for_planning(park: str) -> None:
    """Wait for every other planning deed of the park, and keep the rest waiting until this one commits.

    Before anything else of the deed, also before the calendar is read or written: only what is read after the wait
    is what the others left. SQLite's writers queue as a whole.
    """
    row = Planning.objects.filter(park=park)
    if not list(row.select_for_update().values_list("pk")):
        Planning.objects.create(park=park)
