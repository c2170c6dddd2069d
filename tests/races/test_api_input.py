"""J3: what breaks no answer on one engine breaks none on the other: signs and numbers that only PostgreSQL minds."""

from tests import make
from tests.api.asking import CONTACT, program_of
from tests.api.test_input import HUGE, TEXTS, VALUES, sent

BIG = 2**63 - 1


def test_nothing_that_is_sent_breaks_an_answer(engine):
    """NUL, lone surrogates, numbers beyond 64 bits, days at the end of time; all that is wrong is said at once."""
    company = make.a_company()
    block = make.a_block("2026-11-30 09:00", seats=9)
    reference = make.booked(company, block)
    make.limits(moves_per_appointment=50)
    erp, system = program_of(company.actor), program_of(make.staff("manager"))
    asked = []
    for value in (*VALUES, *TEXTS):
        contact = {**CONTACT, "name": value}
        for body in ({"block": value, "contact": CONTACT}, {"block": block, "contact": contact}):
            asked.append(erp.post("/appointments", sent(body)))
            asked.append(system.post("/appointments", sent({**body, "enterprise": value})))
        statement = {"circumstance": value, "note": value}
        asked += [
            erp.post(f"/appointments/{reference}/move", sent(body))
            for body in (
                {"block": block, "statement": statement},
                {"block": block, "statement": {"note": value}},
                {"block": BIG},
            )
        ]
        asked.append(erp.post("/appointments/7KQ2MX4TB/cancel", sent({"note": value})))
    for text in (*TEXTS, str(HUGE), str(BIG), "0001-01-01", "9999-12-31"):
        plain = text[:200].encode("utf-8", "replace").decode()
        asked += [
            erp.get("/appointments", page=plain, service=plain),
            erp.get("/appointments", page=str(BIG)),
            erp.get("/services/tax-registration/availability", first=plain),
            erp.get("/services/tax-registration/availability", location=plain),
            system.get("/board", on=plain, service=plain),
            system.get("/board", on=plain),
            erp.get(f"/blocks/{BIG}/preview"),
            erp.get(f"/blocks/{block}/preview", enterprise=plain),
        ]
    broken = [(one.request["PATH_INFO"], one.content) for one in asked if one.status_code >= 500]
    assert broken == []
    assert {one.status_code for one in asked} >= {200, 404, 409, 422}
