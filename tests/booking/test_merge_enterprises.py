"""Two entries of one company become one: visits, counts and people go over, and no power with them."""

import pytest

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.book import book_appointment
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.merge_enterprises import merge_enterprises, preview_merging
from gaiyue.people.companies import company as one_company
from gaiyue.people.models import Membership
from tests import make
from tests.booking.make import tally


def test_a_merge_moves_visits_counts_and_people(park):
    old, new = make.a_company("云启", credit_code=None), make.a_company("云启科技")
    reference, lead = make.booked(old, make.a_block("2026-11-26 09:00")), make.staff("supervisor")
    effect = preview_merging(old.code, into=new.code, actor=lead)
    assert (effect.visits, effect.live, effect.refusal) == (1, 1, None)
    assert [one.role for one in effect.people] == ["member"]

    merge_enterprises(old.code, into=new.code, actor=lead)

    visit = make.visit(reference)
    assert visit.enterprise.code == new.code
    assert visit.live_key == f"{new.code}:tax-registration:1"
    assert (tally(old), tally(new)) == (0, 1)
    assert Membership.objects.get(account=old.account).role == "member"
    assert one_company(old.code, actor=lead).merged_into == new.code
    with pytest.raises(NotThere):
        book_appointment(make.a_block("2026-11-27 09:00"), enterprise=old.code, actor=lead)
    cancel_appointment(reference, actor=new.actor)
    assert tally(new) == 0


def test_two_live_visits_of_one_service_stand_in_the_way(park):
    old, new = make.a_company("云启", credit_code=None), make.a_company("云启科技")
    block = make.a_block("2026-11-26 09:00", seats=2)
    both = (make.booked(old, block), make.booked(new, block))
    with pytest.raises(Refusal) as no:
        merge_enterprises(old.code, into=new.code, actor=make.staff("manager"))
    assert (no.value.code, no.value.facts["references"]) == ("merge.two_live", both)


def test_two_credit_codes_are_two_companies_and_a_clerk_merges_none(park):
    old, new = make.a_company("云启"), make.a_company("云启科技")
    with pytest.raises(Refusal) as no:
        merge_enterprises(old.code, into=new.code, actor=make.staff("manager"))
    assert no.value.code == "merge.two_codes"
    with pytest.raises(Refusal):
        merge_enterprises(old.code, into=old.code, actor=make.staff("manager"))
    with pytest.raises(NotThere):
        merge_enterprises(old.code, into=new.code, actor=make.staff("clerk"))
