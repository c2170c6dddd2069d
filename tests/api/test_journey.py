"""J3: a company's program finds a time, asks what would be answered, books, moves and cancels."""

from tests import make
from tests.api.asking import new_visit, program_of


def test_a_program_books_and_moves(park):
    company = make.a_company()
    first, second = make.a_block("2026-11-30 09:00"), make.a_block("2026-12-01 09:00")
    erp = program_of(company.actor)
    me = erp.get("/me").json()
    assert (me["acts_as"], me["enterprise"]["code"]) == ("company", company.code)
    found = erp.get("/services").json()["items"]
    assert "tax-registration" in [one["code"] for one in found]
    free = erp.get("/services/tax-registration/availability").json()["blocks"]
    assert [(one["id"], one["free"]) for one in free] == [(first, 1), (second, 1)]
    assert erp.get(f"/blocks/{first}/preview").json()["allowed"]

    booked = erp.post("/appointments", new_visit(first))
    assert booked.status_code == 201, booked.content
    reference = booked.json()["reference"]
    assert booked.headers["Location"] == f"/api/v1/appointments/{reference}"
    assert booked.json()["starts_at"] == "2026-11-30T09:00:00+08:00"

    assert erp.get(f"/appointments/{reference}/move/preview", block=second).json()["allowed"]
    statement = {"circumstance": "travel", "note": "出差"}
    moved = erp.post(f"/appointments/{reference}/move", {"block": second, "statement": statement})
    assert moved.status_code == 200, moved.content
    assert (moved.json()["reference"], moved.json()["block"]) == (reference, second)
    assert (make.taken(first), make.taken(second)) == (0, 1)

    happened = erp.get(f"/appointments/{reference}/history").json()["items"]
    assert [(one["kind"], one["by"]) for one in happened] == [
        ("appointment.moved", "you"),
        ("appointment.booked", "you"),
    ]
    assert (happened[0]["statement"], happened[0]["note"]) == ("travel", "出差")


def test_a_program_cancels(park):
    company, block = make.a_company(), make.a_block("2026-12-01 09:00")
    erp, reference = program_of(company.actor), make.booked(company, block)
    assert erp.get(f"/appointments/{reference}/cancel/preview").json()["allowed"]
    cancelled = erp.post(f"/appointments/{reference}/cancel")
    assert cancelled.json()["state"] == "cancelled"
    assert make.taken(block) == 0
    ahead = erp.get("/appointments")
    assert ahead.status_code == 200, ahead.content.decode()
    assert ahead.json()["total"] == 0
    assert erp.get("/appointments", when="past").json()["total"] == 1


def test_a_department_s_system_reads_the_day_and_checks_in(park):
    """E5: departments' own systems read and write by the API."""
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    system = program_of(make.staff("clerk"))
    day = system.get("/board").json()
    assert [one["reference"] for one in day["items"]] == [reference]
    assert day["items"][0]["contact"] == {"name": "张三", "phone": "138 0000 0000"}
    here = system.post(f"/appointments/{reference}/check-in", key=None)
    assert here.status_code == 200, here.content
    assert here.json()["state"] == "checked_in"
    again = system.post(f"/appointments/{reference}/check-in", key=None)
    assert again.json()["version"] == here.json()["version"]


def test_a_department_s_system_completes_a_visit_and_notes_who_did_not_come(park):
    """A10, E5: the rules of the counter hold, and a second press changes nothing."""
    block = make.a_block("2026-11-23 14:00", seats=2)
    here, missing = (make.booked(make.a_company(name), block) for name in ("云启", "远方贸易"))
    system = program_of(make.staff("specialist"))
    early = system.post(f"/appointments/{missing}/no-show", key=None)
    assert (early.status_code, early.json()["code"]) == (409, "receive.not_begun")
    early = system.post(f"/appointments/{here}/complete", key=None)
    assert (early.status_code, early.json()["code"]) == (409, "receive.not_checked_in")
    park.move_to(make.at("2026-11-23 14:20"))
    system.post(f"/appointments/{here}/check-in", key=None)
    for _ in range(2):
        done = system.post(f"/appointments/{here}/complete", key=None).json()
        gone = system.post(f"/appointments/{missing}/no-show", key=None).json()
        assert (done["state"], gone["state"]) == ("completed", "no_show")
