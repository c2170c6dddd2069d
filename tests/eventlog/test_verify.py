"""D5: whoever changes the record is found out, and the first broken row is named."""

from datetime import timedelta

import pytest
from django.db.models import F

from gaiyue.eventlog.chain import START, link_hash
from gaiyue.eventlog.content import content_of
from gaiyue.eventlog.erase import erase_text
from gaiyue.eventlog.heads import Head, publish_head, read_heads
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.models import Detail, Event, Link, Unlinked
from gaiyue.eventlog.queries import history
from gaiyue.eventlog.verify import erasures, verify_log
from tests.eventlog.make import CLERK, PARK, a_chain, happen, link_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def broken(*heads):
    found = verify_log(PARK, heads=heads).broken
    assert found is not None
    return found.number, found.event, found.wrong


def head_of(park=PARK):
    last = Link.objects.filter(park=park).order_by("-number")[0]
    return Head(park, last.number, last.hash, "2026-11-23T02:00:00+00:00")


def test_an_untouched_chain_holds_and_says_what_was_checked():
    a_chain(5)
    happen(6)
    found = verify_log(PARK, heads=[head_of(), Head("elsewhere", 99, "f" * 64, "")])
    assert found.broken is None
    assert (found.links, found.texts, found.erased) == (5, 5, 0)
    assert (found.waiting, found.heads) == (1, 1)


def test_an_empty_chain_holds():
    assert verify_log(PARK).broken is None
    assert verify_log(PARK).links == 0


def test_a_long_chain_is_read_in_pages(monkeypatch):
    monkeypatch.setattr("gaiyue.eventlog.verify.PAGE", 2)
    a_chain(5)
    assert verify_log(PARK).links == 5
    assert verify_log(PARK).broken is None


CHANGES = {
    "facts": {"facts": {"number": 99}},
    "kind": {"kind": "test.other"},
    "subject": {"subject": "thing:99"},
    "actor": {"actor": "account:9"},
    "edition": {"edition": "*/9"},
    "moment": {"at": F("at") + timedelta(seconds=1)},
    "digests": {"digests": {}},
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_an_event_that_was_changed_is_named(changes):
    events = a_chain()
    Event.objects.filter(pk=events[2]).update(**changes)
    assert broken() == (3, events[2], "the event or its hash was changed")


def test_a_hash_that_was_changed_is_named():
    events = a_chain()
    Link.objects.filter(number=3).update(hash="f" * 64)
    assert broken() == (3, events[2], "the event or its hash was changed")


def test_an_event_with_a_hash_made_to_fit_is_found_at_the_next_link():
    events = a_chain()
    Event.objects.filter(pk=events[2]).update(facts={"number": 99})
    before = Link.objects.get(number=2).hash
    fitting = link_hash(before, 3, content_of(Event.objects.get(pk=events[2])))
    Link.objects.filter(number=3).update(hash=fitting)
    assert broken() == (4, events[3], "the event or its hash was changed")


def test_a_link_that_was_deleted_is_missed():
    a_chain()
    Link.objects.filter(number=3).delete()
    assert broken() == (3, None, "link 3 is missing; the next one is 4")


def test_two_events_that_changed_places_are_noticed():
    events = a_chain()
    Link.objects.filter(number=2).update(number=90)
    Link.objects.filter(number=3).update(number=2)
    Link.objects.filter(number=90).update(number=3)
    assert broken() == (2, events[2], "the event or its hash was changed")


def test_an_event_of_another_park_is_noticed():
    events = a_chain()
    Event.objects.filter(pk=events[2]).update(park="elsewhere")
    assert broken() == (3, events[2], "the event belongs to another park")


def test_a_cut_tail_shows_against_a_published_head_and_only_there():
    """Without a head outside, a shorter chain is a whole chain: that is why the head leaves the house."""
    a_chain(5)
    head = head_of()
    cut = list(Link.objects.filter(number__gt=3).values_list("event_id", flat=True))
    Link.objects.filter(number__gt=3).delete()
    assert broken() == (0, cut[0], "the event has no link and does not wait for one")
    Detail.objects.filter(event__in=cut).delete()
    Event.objects.filter(pk__in=cut).delete()
    assert verify_log(PARK).broken is None
    assert broken(head) == (4, None, "the chain ends at 3, but a published head has number 5")


def test_a_full_recomputation_shows_against_a_published_head_and_only_there():
    events = a_chain(5)
    head = head_of()
    Event.objects.filter(pk=events[1]).update(facts={"number": 99})
    before = START
    for link in Link.objects.select_related("event").order_by("number"):
        before = link_hash(before, link.number, content_of(link.event))
        Link.objects.filter(pk=link.pk).update(hash=before)
    assert verify_log(PARK).broken is None
    assert broken(head) == (5, events[4], "the hash differs from the published head")


def test_a_text_that_was_changed_is_named():
    events = a_chain()
    Detail.objects.filter(event=events[2]).update(text="别的说明")
    assert broken() == (3, events[2], "the text 'note' was changed")


def test_a_salt_that_was_changed_is_named():
    events = a_chain()
    Detail.objects.filter(event=events[2]).update(salt="0" * 32)
    assert broken() == (3, events[2], "the text 'note' was changed")


def test_a_text_that_was_taken_away_is_named():
    events = a_chain()
    Detail.objects.filter(event=events[2]).delete()
    assert broken() == (3, events[2], "the text 'note' is gone without an erasure")


def test_a_text_that_was_emptied_by_hand_is_named():
    events = a_chain()
    Detail.objects.filter(event=events[2]).update(text=None)
    assert broken() == (3, events[2], "the text 'note' was emptied by no event")


def test_a_text_that_was_added_later_is_named():
    events = a_chain()
    Detail.objects.create(
        park=PARK, event_id=events[2], name="more", subject="E1", salt="0" * 32, text="补写"
    )
    assert broken() == (3, events[2], "the text 'more' was added later")


def test_erased_text_is_gone_and_the_chain_still_holds_and_says_by_what():
    events = a_chain(3)
    happen(4)
    link_all()

    assert erase_text("E1", rule=Code("kept_long_enough"), actor=CLERK) == 3

    assert set(Detail.objects.values_list("text", flat=True)) == {None}
    assert history(PARK, "thing:1")[0].details == {}
    assert list(erasures(PARK)) == [
        (event, "erased by an event not numbered yet") for event in events
    ]
    link_all()
    found = verify_log(PARK)
    assert (found.broken, found.texts, found.erased) == (None, 3, 3)
    assert list(erasures(PARK)) == [(event, "erased by event 5") for event in events]
    erasure = Event.objects.get(kind="text.erased")
    assert (erasure.subject, erasure.facts) == ("E1", {"texts": 3, "rule": "kept_long_enough"})


def test_what_is_about_somebody_else_or_gone_already_is_left_alone():
    a_chain(2)
    assert erase_text("E2", rule=Code("asked_to"), actor=CLERK) == 0
    assert erase_text("E1", rule=Code("asked_to"), actor=CLERK) == 2
    assert erase_text("E1", rule=Code("asked_to"), actor=CLERK) == 0
    assert Event.objects.filter(kind="text.erased").count() == 1


def test_an_event_that_was_never_numbered_waits_in_sight():
    happen(1)
    assert verify_log(PARK).waiting == 1
    assert Unlinked.objects.count() == 1


def test_heads_that_left_the_house_prove_the_chain(tmp_path, monday):
    """From one day to the next, as the worker publishes them."""
    for _ in range(3):
        a_chain(2)
        publish_head(PARK, folder=tmp_path)
        monday.advance(timedelta(days=1))
    heads = list(read_heads(tmp_path / "lingang.heads"))
    assert [head.number for head in heads] == [2, 4, 6]
    found = verify_log(PARK, heads=heads)
    assert (found.broken, found.heads) == (None, 3)


def test_an_event_that_neither_has_a_number_nor_waits_for_one_is_named():
    a_chain(3)
    happen(4)
    Unlinked.objects.all().delete()
    forgotten = Event.objects.latest("pk").pk
    assert broken() == (0, forgotten, "the event has no link and does not wait for one")


def test_an_event_that_waits_in_another_park_does_not_wait_in_its_own():
    a_chain(3)
    happen(4)
    Unlinked.objects.update(park="elsewhere")
    assert broken()[1] == Event.objects.latest("pk").pk
