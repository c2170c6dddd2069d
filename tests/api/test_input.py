"""J3: whatever is sent, it is answered in our words, never with a 5xx."""

import json
from typing import Any

import pytest

from tests import make
from tests.api.asking import BASE, new_visit, program_of

HUGE = 2**63
TEXTS = [
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "x" * 70_000,
    "../..",
    "%00",
    "'; --",
    "😀",
    "\u202e",
    "0" * 500,
]
VALUES: list[Any] = [None, True, -1, 0, 0.5, 1e400, HUGE, 10**400, "7", [], {}, [[[]]], "\ud83d"]


@pytest.fixture
def erp(park):
    make.a_block()
    return program_of(make.a_company().actor)


def sent(value) -> str:
    """JSON, also of what Python refuses to write as such."""
    return json.dumps(value).replace("Infinity", "1e400")


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:12])
@pytest.mark.parametrize("field", ["block", "enterprise", "contact", "name", "phone"])
def test_no_value_of_a_field_breaks_a_booking(erp, field, value):
    body = new_visit(1)
    (body["contact"] if field in ("name", "phone") else body)[field] = value
    answer = erp.post("/appointments", sent(body))
    assert answer.status_code in (201, 400, 404, 422)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text)[:12])
def test_no_text_breaks_a_route(erp, text):
    company = make.a_company("远方贸易")
    reference = make.booked(company, make.a_block("2026-11-30 09:00"))
    mine = program_of(company.actor)
    statement = {"circumstance": text, "note": text}
    for answer in (
        mine.post(f"/appointments/{reference}/move", {"block": 1, "statement": statement}),
        mine.post("/appointments", {"block": 1, "contact": {"name": text, "phone": text}}),
        mine.post(f"/appointments/{reference}/cancel", {"note": text}),
    ):
        assert answer.status_code < 500, answer.content


@pytest.mark.parametrize(
    "text", [*TEXTS[:-1], "２０２６-１１-２５", "2026-02-30", "9999-12-31", "0001-01-01"]
)
def test_no_argument_of_an_address_breaks_a_route(erp, text):
    text = text[:2000].encode("utf-8", "replace").decode()
    for path, names in (
        ("/services/tax-registration/availability", ("first", "last", "location")),
        ("/appointments", ("when", "page", "state", "service", "enterprise")),
        ("/blocks/1/preview", ("enterprise",)),
        ("/board", ("on", "location", "service")),
    ):
        for name in names:
            assert erp.get(path, **{name: text}).status_code < 500, (path, name)


@pytest.mark.parametrize(
    "path",
    [
        "/services/%00",
        "/services/%ff%fe",
        "/services/" + "a" * 3000,
        f"/blocks/{HUGE}/preview",
        "/blocks/-1/preview",
        "/blocks/0/preview",
        "/blocks/１/preview",
        "/blocks/1_0/preview",
        "/blocks/1.0/preview",
        "/appointments/%F0%9F%98%80",
        "/appointments/7KQ2MX4TB%0A",
    ],
)
def test_no_address_breaks(erp, path):
    assert erp.get(path).status_code in (404, 422)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"nul", b"NaN", b"[]", b'"text"', b"[" * 60_000, b'{"a":1}{"b":2}'],
)
def test_what_is_no_json_object_is_told_so(erp, body):
    assert erp.post("/appointments", body or " ").status_code in (400, 422)


def test_a_body_that_is_too_large_is_not_read(erp):
    answer = erp.post("/appointments", "x" * 70_000)
    assert answer.status_code == 413


def test_a_body_of_no_stated_length_is_not_guessed_at(erp):
    answer = erp.post("/appointments", new_visit(1), **{"Transfer-Encoding": "chunked"})
    assert (answer.status_code, answer.json()["code"]) == (411, "length_missing")


def test_an_answer_states_its_length(erp):
    answer = erp.get("/me")
    assert answer.headers["Content-Length"] == str(len(answer.content))


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_a_form_is_not_taken_for_json(erp, kind):
    """A form could be sent by a page of another site."""
    headers = {"Authorization": f"Bearer {erp.secret}", "Idempotency-Key": "k"}
    answer = erp._client().post(
        f"{BASE}/appointments", json.dumps(new_visit(1)), content_type=kind, headers=headers
    )
    assert answer.status_code == 415


@pytest.mark.parametrize("key", [" ", "é", "a b", "k" * 129, "\x7f"])
def test_a_key_that_is_none_is_told_so(erp, key):
    headers = {"Authorization": f"Bearer {erp.secret}", "Idempotency-Key": key}
    answer = erp._client().post(
        f"{BASE}/appointments",
        json.dumps(new_visit(1)),
        content_type="application/json",
        headers=headers,
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["header"] == "Idempotency-Key"


def test_a_stretch_of_days_has_its_ends_in_order_and_is_not_too_long(erp):
    path = "/services/tax-registration/availability"
    for first, last, code in (
        ("2026-11-25", "2026-11-24", "days_reversed"),
        ("2026-11-25", "2027-11-24", "days_too_many"),
    ):
        answer = erp.get(path, first=first, last=last)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["code"] == code
    assert erp.get(path, first="9999-12-31").json()["blocks"] == []


def test_an_empty_key_is_no_key(erp):
    answer = erp.post("/appointments", new_visit(1), **{"Idempotency-Key": ""}, key=None)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency.key_missing")


def test_nothing_that_was_sent_is_silently_ignored(erp):
    """J3: a name or a parameter given twice, a filter on what isn't there, a body where none is read."""
    block = make.a_block("2026-12-01 09:00")
    twice = (
        f'{{"block": 1, "block": {block}, "contact": {{"name": "张三", "phone": "13800000000"}}}}'
    )
    said = erp.post("/appointments", twice)
    assert (said.status_code, said.json()["code"]) == (400, "json_twice")
    for path, query, code in (
        ("/appointments?page=1&page=2", {}, "repeated_parameter"),
        ("/appointments", {"service": "no-such"}, "unknown_service"),
        ("/appointments", {"when": "upcoming", "state": "cancelled"}, "state_of_other_time"),
        ("/services/tax-registration/availability", {"location": "moon"}, "unknown_location"),
    ):
        answer = erp.get(path, **query)
        assert answer.status_code == 422, path
        assert answer.json()["errors"][0]["code"] == code
    clerk = program_of(make.staff("clerk"))
    said = clerk.post("/appointments/7KQ2MX4TB/check-in", {"counter": 3})
    assert said.json()["errors"][0]["code"] == "unexpected_body"


def test_a_state_finds_its_list_by_itself(park):
    """J3: state=cancelled is not looked for among the visits to come; a page beyond the last is empty."""
    company = make.a_company()
    mine, reference = program_of(company.actor), make.booked(company, make.a_block())
    assert mine.post(f"/appointments/{reference}/cancel", key="k-1").json()["state"] == "cancelled"
    assert [
        one["reference"] for one in mine.get("/appointments", state="cancelled").json()["items"]
    ]
    beyond = mine.get("/appointments", when="past", page=7).json()
    assert (beyond["items"], beyond["page"], beyond["pages"], beyond["total"]) == ([], 7, 1, 1)


def test_cancelling_needs_no_body_and_a_body_needs_its_type(park):
    company = make.a_company()
    mine, reference = program_of(company.actor), make.booked(company, make.a_block())
    path, sent = f"{BASE}/appointments/{reference}/cancel", {"Idempotency-Key": "k-1"}
    sent["Authorization"] = f"Bearer {mine.secret}"
    untyped = mine._client().generic("POST", path, '{"note": "x"}', content_type="", headers=sent)
    assert untyped.status_code == 415
    assert mine._client().generic("POST", path, headers=sent).json()["state"] == "cancelled"


def test_what_the_body_names_and_is_not_there_is_pointed_at(erp):
    staff = program_of(make.staff("clerk"))
    block = make.a_block("2026-12-01 09:00")
    for asked, pointer in (
        (erp.post("/appointments", new_visit(424242)), "#/block"),
        (staff.post("/appointments", new_visit(block, enterprise="NOBODY")), "#/enterprise"),
    ):
        assert asked.status_code == 404
        assert asked.json()["errors"][0]["pointer"] == pointer
    assert erp.get("/nothing").json()["code"] == "no_address"


def test_a_telephone_is_one_that_can_be_dialled(erp):
    """A1: by the same rule as on the pages."""
    contact = {"name": "张三", "phone": "not phone"}
    answer = erp.post("/appointments", {"block": 1, "contact": contact})
    assert answer.json()["errors"][0]["pointer"] == "#/contact/phone"
    assert "021-5555 0100" in answer.json()["errors"][0]["detail"]


def test_nobody_has_to_read_a_pattern(erp):
    """J3: sentences for people, in one language."""
    sent = erp.get("/appointments", when="soon", state="gone", service="a b").json()["errors"]
    for one in sent:
        assert not [odd for odd in ("^", "[", " or ") if odd in one["detail"]], one
    big = erp.get(f"/blocks/{HUGE}/preview").json()["errors"][0]["detail"]
    assert str(HUGE - 1) not in big
