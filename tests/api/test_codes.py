"""J3: whatever code a call can give is explained at /api/ and in the document, from the tables that answers use."""

import re
from pathlib import Path

from django.test import Client

from gaiyue import api
from gaiyue.api.openapi import plain_document
from gaiyue.api.problems import CODES, KINDS
from gaiyue.policy.reasons import ReasonCode, StepCode
from gaiyue.web.shared.history import SENTENCES as HAPPENED
from tests import make
from tests.api.asking import new_visit, program_of


def tables() -> dict[str, dict[str, str]]:
    return {
        table["name"]: {one["code"]: one["description"] for one in table["codes"]}
        for table in plain_document()["x-codes"]
    }


def test_every_problem_s_code_is_in_the_table():
    source = "".join(path.read_text("utf-8") for path in Path(api.__path__[0]).rglob("*.py"))
    made = re.findall(r'Problem\(\s*"([a-z-]+)",\s*"([a-z_.]+)"', source)
    assert made
    assert [(kind, code) for kind, code in made if CODES.get(code) != kind] == []
    assert set(CODES.values()) | {"refused", "not-accepted"} == set(KINDS)


def test_reasons_steps_and_history_are_all_of_theirs():
    said = tables()
    asked = {code for code in ReasonCode if not code.startswith(("call.", "undo."))}
    assert set(said["reasons"]) == asked
    assert set(said["next_steps"]) == set(StepCode)
    assert set(said["history"]) == set(HAPPENED)
    assert all(text for table in said.values() for text in table.values())


def test_what_is_answered_stands_in_the_tables(park):
    company = make.a_company()
    erp, block = program_of(company.actor), make.a_block()
    reference = make.booked(company, block)
    no, said = erp.post("/appointments", new_visit(block)).json(), tables()
    assert {one["code"] for one in no["reasons"]} <= set(said["reasons"])
    assert {one["code"] for one in no["next_steps"]} <= set(said["next_steps"])
    happened = erp.get(f"/appointments/{reference}/history").json()["items"]
    assert {one["kind"] for one in happened} <= set(said["history"])
    assert erp.get("/me").json()["role"] in said["roles"]


def test_the_page_lists_every_code_and_one_whole_refusal(park):
    page = Client().get("/api/").content.decode()
    for table in tables().values():
        for code in table:
            assert f"<code>{code}</code>" in page, code
    assert "move.too_late" in page.partition('id="refusal"')[2].partition("</pre>")[0]
