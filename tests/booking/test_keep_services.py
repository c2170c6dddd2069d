"""A9: what companies read about services, papers, counters and buildings is kept by those who may."""

from dataclasses import replace

import pytest

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.call import call_visit
from gaiyue.booking.check_in import check_in
from gaiyue.booking.correct_location import correct_location
from gaiyue.booking.correct_service import ServiceTexts, correct_service, move_service
from gaiyue.booking.keep_counters import add_counter, rename_counter, retire_counter
from gaiyue.booking.keep_materials import (
    add_material,
    correct_material,
    move_material,
    retire_material,
)
from gaiyue.booking.models import Counter, Material, Prepared
from gaiyue.booking.offer_service import offer_service, withdraw_service
from gaiyue.booking.open_location import NewLocation
from gaiyue.booking.open_service import NewCounter, NewMaterial
from gaiyue.booking.queries.offers import counters_of, materials_of, offers, places, visits_ahead
from gaiyue.booking.queries.papers import papers_of
from gaiyue.booking.queries.services import service, services
from gaiyue.booking.tick_material import tick_materials
from gaiyue.booking.wording import say_refusal
from gaiyue.eventlog.models import Event
from tests import make

TAX = "tax-registration"
TEXTS = ServiceTexts(
    name_zh="税务登记与变更",
    name_en="Tax registration and changes",
    summary_zh="办理税务登记",
    summary_en="Register for taxes",
    minutes=45,
    department="tax",
    phone="021-5555 0199",
)
SEAL = NewMaterial(name_zh="公章", name_en="Company seal")
DESK = NewCounter(location="lakeside", name_zh="9号窗口", name_en="Counter 9")


def last():
    return Event.objects.order_by("-pk")[0]


def refused(code, deed, *args, **kwargs):
    with pytest.raises(Refusal) as no:
        deed(*args, **kwargs)
    assert no.value.code == code
    assert say_refusal(no.value)


def papers():
    return [one for one in materials_of(TAX, actor=make.HOUSE) if not one.is_retired]


def test_a_corrected_service_reads_so_at_once_and_the_record_says_which_fields(park):
    assert set(correct_service(TAX, TEXTS, actor=make.HOUSE)) >= {"name_zh", "minutes"}
    row = service(TAX, park=make.PARK)
    assert (row.name_en, row.minutes) == ("Tax registration and changes", 45)
    assert last().kind == "service.corrected"
    assert correct_service(TAX, TEXTS, actor=make.HOUSE) == ()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name_en": " "}, "offer.nameless"),
        ({"summary_zh": ""}, "offer.nameless"),
        ({"name_zh": "长" * 65}, "offer.too_long"),
        ({"minutes": 4}, "service.minutes"),
        ({"department": "moon"}, "service.department"),
    ],
)
def test_a_service_that_nobody_could_read_or_plan_is_refused(park, wrong, code):
    refused(code, correct_service, TAX, replace(TEXTS, **wrong), actor=make.HOUSE)


def test_services_change_places_and_stop_at_the_ends(park):
    codes = [row.code for row in services(make.PARK)]
    move_service(codes[0], by=1, actor=make.HOUSE)
    assert [row.code for row in services(make.PARK)] == [codes[1], codes[0], codes[2]]
    refused("service.at_end", move_service, codes[1], by=-1, actor=make.HOUSE)
    refused("service.at_end", move_service, codes[2], by=1, actor=make.HOUSE)


def test_a_withdrawn_service_takes_no_bookings_and_keeps_its_visits(park):
    block, company = make.a_block(seats=3), make.a_company()
    reference = make.booked(company, block)
    assert [row.reference for row in visits_ahead(TAX, actor=make.HOUSE).rows] == [reference]
    assert withdraw_service(TAX, actor=make.HOUSE) == 1
    with pytest.raises(Refusal):
        make.booked(make.a_company("后来科技"), block)
    assert visits_ahead(TAX, actor=make.HOUSE).total == 1
    refused("service.withdrawn_already", withdraw_service, TAX, actor=make.HOUSE)
    offer_service(TAX, actor=make.HOUSE)
    make.booked(make.a_company("后来科技"), block)
    refused("service.offered_already", offer_service, TAX, actor=make.HOUSE)


def test_a_corrected_paper_keeps_its_ticks_and_a_retired_one_is_asked_of_nobody(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    licence = papers()[0]
    tick_materials(reference, ready={licence.id}, actor=company.actor)
    new = NewMaterial(name_zh="营业执照副本", name_en="Copy of the licence")
    correct_material(TAX, licence.id, new, actor=make.HOUSE)
    shown = papers_of(reference, actor=company.actor)[0]
    assert (shown.name_zh, shown.is_ready) == ("营业执照副本", True)
    assert papers()[0].ticks == 1

    retire_material(TAX, licence.id, actor=make.HOUSE)
    assert [one.name_zh for one in papers_of(reference, actor=company.actor)] == ["委托书"]
    assert [one.name_zh for one in service(TAX, park=make.PARK).materials] == ["委托书"]
    refused("material.retired", correct_material, TAX, licence.id, new, actor=make.HOUSE)
    assert add_material(TAX, new, actor=make.HOUSE) == licence.id
    assert Prepared.objects.filter(material=licence.id).count() == 1
    assert [one.name_zh for one in papers()] == ["委托书", "营业执照副本"]


def test_papers_are_added_at_the_end_and_change_places(park):
    seal = add_material(TAX, SEAL, actor=make.HOUSE)
    assert [one.name_zh for one in papers()] == ["营业执照", "委托书", "公章"]
    move_material(TAX, seal, by=-1, actor=make.HOUSE)
    assert [one.name_zh for one in papers()] == ["营业执照", "公章", "委托书"]
    assert last().facts["after"] == 2
    first = papers()[0].id
    refused("material.at_end", move_material, TAX, first, by=-1, actor=make.HOUSE)
    refused("material.name_taken", add_material, TAX, SEAL, actor=make.HOUSE)
    half = replace(SEAL, name_zh="图章", note_zh="原件")
    refused("offer.half_translated", add_material, TAX, half, actor=make.HOUSE)


def test_counters_are_added_renamed_and_retired(park):
    counter = add_counter(TAX, DESK, actor=make.HOUSE)
    refused("counter.name_taken", add_counter, TAX, DESK, actor=make.HOUSE)
    moon = replace(DESK, location="moon")
    refused("service.location", add_counter, TAX, moon, actor=make.HOUSE)
    other = replace(DESK, name_zh="10号窗口", name_en="Counter 10")
    rename_counter(TAX, counter, other, actor=make.HOUSE)
    here = service(TAX, park=make.PARK).locations
    assert {one.code: one.counters_zh for one in here}["lakeside"] == ("1号窗口", "10号窗口")
    retire_counter(TAX, counter, actor=make.HOUSE)
    here = service(TAX, park=make.PARK).locations
    assert {one.code: one.counters_zh for one in here}["lakeside"] == ("1号窗口",)
    refused("counter.retired", rename_counter, TAX, counter, DESK, actor=make.HOUSE)
    assert add_counter(TAX, other, actor=make.HOUSE) == counter


def test_the_last_counter_stays_while_blocks_need_it(park):
    first = next(one for one in counters_of(TAX, actor=make.HOUSE) if one.location == "lakeside")
    make.a_block()
    refused("counter.last_planned", retire_counter, TAX, first.id, actor=make.HOUSE)
    add_counter(TAX, DESK, actor=make.HOUSE)
    retire_counter(TAX, first.id, actor=make.HOUSE)
    retire = Counter.objects.get(name_zh="9号窗口")
    refused("counter.last_planned", retire_counter, TAX, retire.pk, actor=make.HOUSE)


def test_a_location_without_a_counter_in_use_gets_no_session(park):
    first = next(one for one in counters_of(TAX, actor=make.HOUSE) if one.location == "lakeside")
    retire_counter(TAX, first.id, actor=make.HOUSE)
    refused("session.no_counter", make.a_block)


def test_a_counter_that_receives_somebody_stays(park, monday):
    clerk, company = make.staff("clerk"), make.a_company()
    reference = make.booked(company, make.a_block("2026-11-25 09:00"))
    first = next(one for one in counters_of(TAX, actor=make.HOUSE) if one.location == "lakeside")
    monday.move_to(make.at("2026-11-25 09:00"))
    check_in(reference, actor=clerk)
    call_visit(reference, counter=first.id, actor=clerk)
    refused("counter.busy", retire_counter, TAX, first.id, actor=make.HOUSE)


def test_a_building_gets_another_address(park):
    hall = NewLocation(
        code="lakeside",
        name_zh="滴水湖大厅",
        name_en="Lakeside Hall",
        address_zh="环湖路 8 号",
        address_en="8 Huanhu Road",
    )
    assert correct_location(hall, actor=make.HOUSE) == ("address_zh", "address_en")
    rows = {one.code: one for one in places(actor=make.HOUSE)}
    assert (rows["lakeside"].address_en, rows["lakeside"].counters) == ("8 Huanhu Road", 1)
    refused("offer.nameless", correct_location, replace(hall, name_en=""), actor=make.HOUSE)


def test_only_who_keeps_services_changes_them_and_only_in_their_park(park):
    clerk = make.staff("clerk")
    paper = Material.objects.filter(service__code=TAX)[0].pk
    desk = Counter.objects.filter(service__code=TAX)[0].pk
    hall = NewLocation(code="lakeside", name_zh="a", name_en="a", address_zh="a", address_en="a")
    before = Event.objects.count()
    for attempt in (
        lambda: correct_service(TAX, TEXTS, actor=clerk),
        lambda: move_service(TAX, by=1, actor=clerk),
        lambda: withdraw_service(TAX, actor=clerk),
        lambda: offer_service(TAX, actor=clerk),
        lambda: add_material(TAX, SEAL, actor=clerk),
        lambda: correct_material(TAX, paper, SEAL, actor=clerk),
        lambda: move_material(TAX, paper, by=1, actor=clerk),
        lambda: retire_material(TAX, paper, actor=clerk),
        lambda: add_counter(TAX, DESK, actor=clerk),
        lambda: rename_counter(TAX, desk, DESK, actor=clerk),
        lambda: retire_counter(TAX, desk, actor=clerk),
        lambda: correct_location(hall, actor=clerk),
        lambda: correct_material("qualification", paper, SEAL, actor=make.HOUSE),
        lambda: retire_counter("qualification", desk, actor=make.HOUSE),
    ):
        with pytest.raises(NotThere):
            attempt()
    assert Event.objects.count() == before
    assert len(offers(actor=clerk)) == 3
    assert offers(actor=make.a_company().actor) == []
