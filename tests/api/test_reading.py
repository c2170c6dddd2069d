"""A9, J3: what a program reads: services, free times, its visits page by page, and nothing twice that didn't change."""

import re
from datetime import date

import pytest

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.close_blocks import Closing, close_blocks
from tests import make
from tests.api.asking import program_of


@pytest.fixture
def company(park):
    return make.a_company()


def test_a_service_says_what_to_bring_where_and_whom_to_call(company):
    erp = program_of(company.actor)
    found = erp.get("/services/tax-registration").json()
    assert found["materials"][0] == {"name": "营业执照", "note": "原件", "is_required": True}
    assert found["locations"][0]["counters"] == ["1号窗口"]
    assert found["phone"] == "021-5555 0101"
    english = erp.get("/services/tax-registration", headers={"Accept-Language": "en"}).json()
    assert (english["name"], english["materials"][0]["name"]) == (
        "Tax registration",
        "Business licence",
    )


def test_free_times_are_those_of_the_asked_days_and_place(company):
    here = make.a_block("2026-11-25 09:00", seats=3)
    there = make.a_block("2026-11-26 09:00", location="harbour")
    make.a_block("2026-12-21 09:00")
    erp, path = program_of(company.actor), "/services/tax-registration/availability"
    ids = lambda **asked: [one["id"] for one in erp.get(path, **asked).json()["blocks"]]  # noqa: E731
    assert ids() == [here, there]
    assert ids(location="harbour") == [there]
    assert ids(first="2026-11-25", last="2026-11-25") == [here]
    assert ids(first="2026-11-01", last="2026-11-10") == []


def test_what_can_t_be_reached_any_more_is_not_offered(company, park):
    """A3: within the lead time, and beyond the horizon."""
    make.a_block("2026-11-25 09:00")
    make.a_block("2027-01-04 09:00")
    park.move_to(make.at("2026-11-25 08:55"))
    path = "/services/tax-registration/availability"
    answer = program_of(company.actor).get(path, first="2026-11-25", last="2027-01-10")
    assert answer.json()["blocks"] == []


def test_the_catalogue_says_what_a_move_may_state(company):
    """B4: from the edition in force."""
    found = program_of(company.actor).get("/services/tax-registration/circumstances").json()
    assert (found["edition"], found["statement_required"]) == ("*/1", True)
    travel = next(one for one in found["items"] if one["code"] == "travel")
    assert travel["is_statement"]
    assert travel["name"] == "临时出差"


def test_a_long_list_comes_in_pages_with_links(company):
    block = make.a_block()
    for _ in range(45):
        cancel_appointment(make.booked(company, block), actor=company.actor)
    erp = program_of(company.actor)
    first = erp.get("/appointments", when="past")
    assert (first.json()["total"], first.json()["pages"], len(first.json()["items"])) == (45, 3, 20)
    links = dict(re.findall(r'<([^>]+)>; rel="(\w+)"', first.headers["Link"]))
    assert {rel: where for where, rel in links.items()} == {
        "first": "/api/v1/appointments?when=past&page=1",
        "next": "/api/v1/appointments?when=past&page=2",
        "last": "/api/v1/appointments?when=past&page=3",
    }
    seen = {
        one["reference"]
        for n in (1, 2, 3)
        for one in erp.get("/appointments", when="past", page=n).json()["items"]
    }
    assert len(seen) == 45


def test_a_list_can_be_narrowed(company):
    make.booked(company, make.a_block())
    registered = make.booked(company, make.a_block("2026-12-01 09:00", service="qualification"))
    erp = program_of(company.actor)
    found = erp.get("/appointments", service="qualification", state="booked").json()
    assert [one["reference"] for one in found["items"]] == [registered]
    assert erp.get("/appointments", state="no_show", when="past").json()["total"] == 0


def test_what_did_not_change_is_not_sent_again(company):
    block = make.a_block(seats=2)
    reference = make.booked(company, block)
    erp = program_of(company.actor)
    for path in (
        f"/appointments/{reference}",
        "/services",
        "/services/tax-registration/availability",
    ):
        first = erp.get(path)
        again = erp.get(path, headers={"If-None-Match": f'"x", W/{first.headers["ETag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    before = erp.get("/services/tax-registration/availability").headers["ETag"]
    make.booked(make.a_company("远方贸易"), block)
    changed = erp.get("/services/tax-registration/availability", headers={"If-None-Match": before})
    assert changed.status_code == 200


def test_the_other_language_is_another_answer(company):
    erp = program_of(company.actor)
    tag = erp.get("/services").headers["ETag"]
    english = erp.get("/services", headers={"If-None-Match": tag, "Accept-Language": "en"})
    assert english.status_code == 200
    assert "Accept-Language" in english.headers["Vary"]


def test_head_says_what_get_would(company):
    erp = program_of(company.actor)
    answer = erp._client().head("/api/v1/me", headers={"Authorization": f"Bearer {erp.secret}"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["ETag"]


def test_a_visit_whose_block_the_park_closed_has_no_deadline(company):
    block = make.a_block()
    reference = make.booked(company, block)
    assert program_of(company.actor).get(f"/appointments/{reference}").json()["change_until"]
    closing = Closing(on=date(2026, 11, 25), because="training", block=block)
    close_blocks(closing, actor=make.staff("manager"))
    found = program_of(company.actor).get(f"/appointments/{reference}").json()
    assert found["is_closed_by_park"]
    assert found["change_until"] is None


def test_no_other_site_may_ask(company):
    """No CORS: a token has no business in a browser's page."""
    erp = program_of(company.actor)
    answer = erp.get("/me", headers={"Origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    assert "set-cookie" not in {name.lower() for name in answer.headers}


def test_a_preview_holds_for_its_moment_and_has_no_tag(company):
    """It carries the moment in which it was judged: nothing that could be the same later."""
    answer = program_of(company.actor).get(f"/blocks/{make.a_block()}/preview")
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
