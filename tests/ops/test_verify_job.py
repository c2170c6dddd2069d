"""D5: a manager asks for a proof of the whole record, and a worker does it."""

import pytest

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.eventlog.heads import publish_head
from gaiyue.eventlog.models import Event, Verification
from gaiyue.eventlog.queries import chain_length
from gaiyue.ops.worker import turn
from gaiyue.people.permissions import TABLE, May
from gaiyue.people.prove_record import prove_all, prove_end
from tests import make


def work_off():
    while turn(make.PARK):
        pass


@pytest.fixture
def proved(park, settings, tmp_path):
    """A numbered record whose head has left the database; ask, and let the worker work."""
    settings.GAIYUE_HEADS = tmp_path
    make.booked(make.a_company(), make.a_block())
    work_off()
    publish_head(make.PARK, folder=tmp_path)

    def prove() -> Verification:
        asked = prove_all(actor=make.staff("manager"))
        work_off()
        return Verification.objects.get(pk=asked)

    return prove


def test_the_worker_proves_every_entry_against_what_left_the_database(proved):
    found = proved()
    assert found.done_at is not None
    assert (found.wrong, found.wrong_number, found.since) == ("", None, 0)
    assert found.links <= chain_length(make.PARK)
    assert found.links > 5
    assert found.heads == 1


def test_a_changed_entry_is_named(proved):
    first = Event.objects.order_by("id").first()
    Event.objects.filter(pk=first.pk).update(actor="account:999")
    found = proved()
    assert (found.wrong_number, found.wrong_event) == (1, first.pk)
    assert found.wrong


def test_asking_twice_while_it_waits_asks_once(park):
    actor = make.staff("manager")
    assert prove_all(actor=actor) == prove_all(actor=actor)
    assert Verification.objects.count() == 1


@pytest.mark.parametrize("role", sorted(TABLE))
def test_only_who_reads_the_record_may_have_it_proved(park, tmp_path, role):
    """The deed itself says no: not only the door of the page."""
    actor = Actor(make.PARK, "account:1", role)
    if May.READ_RECORD in TABLE[role][1]:
        assert prove_all(actor=actor)
        assert prove_end(actor=actor, folder=tmp_path)
        return
    with pytest.raises(NotThere):
        prove_all(actor=actor)
    with pytest.raises(NotThere):
        prove_end(actor=actor, folder=tmp_path)
    assert not Verification.objects.exists()
