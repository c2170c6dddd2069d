"""B5, J3: a "no" carries what the page says: every reason, the edition, the deadline, what next."""

from typing import Any

import pytest
from django.db import OperationalError

from gaiyue.api.problems import KINDS, MEDIA_TYPE
from gaiyue.base.transaction import Again
from tests import make
from tests.api.asking import Program, new_visit, program_of


@pytest.fixture
def erp(park):
    return program_of(make.a_company().actor)


def is_problem(answer: Any, kind: str) -> dict[str, Any]:
    """The body, once it has everything that RFC 9457 and our document promise."""
    said: dict[str, Any] = answer.json()
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    assert said["type"] == f"/api/#problem-{kind}"
    assert (said["status"], answer.status_code) == (KINDS[kind].status, KINDS[kind].status)
    assert said["title"]
    assert said["detail"]
    assert said["code"]
    return said


def test_a_full_block_is_refused_with_what_the_page_says(erp):
    block = make.a_block()
    make.booked(make.a_company("远方贸易"), block)
    said = is_problem(erp.post("/appointments", new_visit(block)), "refused")
    assert said["code"] == "block.full"
    assert said["reasons"] == [
        {"code": "block.full", "sentence": "这个时段已经约满。", "facts": {}}
    ]
    assert said["edition"]["code"] == "*/1"
    assert said["edition"]["effective_from"].endswith("+08:00")
    assert "choose_block" in [one["code"] for one in said["next_steps"]]
    assert all(one["label"] for one in said["next_steps"])


def test_the_preview_and_the_refusal_say_the_same(park):
    """B6: the API's answer is rendered from the rule that decides."""
    company, target = make.a_company(), make.a_block("2026-12-02 09:00")
    erp, reference = (
        program_of(company.actor),
        make.booked(company, make.a_block("2026-11-25 09:00")),
    )
    park.move_to(make.at("2026-11-24 10:00"))
    asked = erp.get(f"/appointments/{reference}/move/preview", block=target).json()
    moved = erp.post(
        f"/appointments/{reference}/move",
        {"block": target, "statement": {"circumstance": "travel"}},
    )
    said = is_problem(moved, "refused")
    assert not asked["allowed"]
    for name in ("reasons", "deadline", "next_steps", "edition", "notes"):
        assert asked[name] == said[name], name
    assert said["code"] == "move.too_late"
    assert said["deadline"]["at"] == "2026-11-23T17:00:00+08:00"
    assert said["reasons"][0]["facts"]["deadline"] == "2026-11-23T17:00:00+08:00"
    assert make.visit(reference).version == 1


def test_several_objections_come_all_at_once(park):
    company = make.a_company()
    block = make.a_block("2026-11-25 09:00")
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    park.move_to(make.at("2026-11-26 08:50"))
    said = (
        program_of(company.actor).get(f"/appointments/{reference}/move/preview", block=block).json()
    )
    assert {"move.too_late", "block.started"} <= {one["code"] for one in said["reasons"]}


def test_a_sentence_comes_in_the_language_that_was_asked_for(erp):
    """J1: Chinese unless English is asked for first; the codes stay."""
    block = make.a_block()
    make.booked(make.a_company("远方贸易"), block)
    chinese = erp.post("/appointments", new_visit(block), **{"Accept-Language": "zh-CN,en;q=0.5"})
    english = erp.post("/appointments", new_visit(block), **{"Accept-Language": "en-GB"})
    assert chinese.json()["reasons"][0]["sentence"] == "这个时段已经约满。"
    assert english.json()["reasons"][0]["sentence"] == "This time is full."
    assert (chinese.headers["Content-Language"], english.headers["Content-Language"]) == (
        "zh-CN",
        "en",
    )
    assert chinese.json()["code"] == english.json()["code"]


@pytest.mark.parametrize(
    "accepted",
    [
        "",
        "*",
        "fr, ru;q=0.9",
        "zh-TW",
        "en;q=0, zh",
        "x" * 5000,
        ";;;q=,,",
        "\xff",
        "en-" + "a-" * 300,
    ],
)
def test_a_strange_wish_for_a_language_is_answered_in_chinese(erp, accepted):
    assert erp.get("/me", headers={"Accept-Language": accepted}).headers["Content-Language"] in (
        "zh-CN",
        "en",
    )


def test_each_wrong_field_is_named_at_its_place(erp):
    body = {"block": "7", "contact": {"name": "", "telephone": "1"}, "seats": 2}
    said = is_problem(erp.post("/appointments", body), "invalid")
    assert {(one["pointer"], one["code"]) for one in said["errors"]} == {
        ("#/block", "int_type"),
        ("#/contact/name", "string_too_short"),
        ("#/contact/phone", "missing"),
        ("#/contact/telephone", "extra_forbidden"),
        ("#/seats", "extra_forbidden"),
    }
    assert all(one["detail"] for one in said["errors"])


def test_a_misspelt_filter_does_not_answer_with_everything(erp):
    said = is_problem(erp.get("/appointments", sate="booked"), "invalid")
    assert [(one["parameter"], one["code"]) for one in said["errors"]] == [
        ("sate", "unknown_parameter")
    ]


def test_signs_that_nobody_sees_are_not_kept(erp):
    contact = {"name": "张\u0000三\u202e", "phone": "\u200b138 0000 0000"}
    booked = erp.post("/appointments", {"block": make.a_block(), "contact": contact})
    assert booked.json()["contact"] == {"name": "张三", "phone": "138 0000 0000"}


def test_staff_have_to_name_the_company(park):
    system = program_of(make.staff("clerk"))
    block = make.a_block()
    said = is_problem(system.post("/appointments", new_visit(block)), "invalid")
    assert said["errors"][0]["pointer"] == "#/enterprise"
    said = is_problem(system.get(f"/blocks/{block}/preview"), "invalid")
    assert said["errors"][0]["parameter"] == "enterprise"
    is_problem(system.get("/appointments"), "invalid")


def test_staff_book_for_a_company(park):
    """E5: in the company's name, by their own right."""
    company = make.a_company()
    system = program_of(make.staff("clerk"))
    booked = system.post("/appointments", new_visit(make.a_block(), enterprise=company.code))
    assert booked.json()["enterprise"]["code"] == company.code


@pytest.mark.parametrize("path", ["", "/nothing", "/", "/services/none", "/appointments/7KQ2MX4TB"])
def test_what_is_not_there_is_a_problem_too(erp, path):
    is_problem(erp.get(path), "not-there")


def test_a_wrong_method_names_the_right_ones(erp):
    answer = erp.post("/me")
    is_problem(answer, "wrong-method")
    assert answer.headers["Allow"] == "GET"
    assert set(erp.post("/appointments/7KQ2MX4TB").headers["Allow"].split(", ")) == {"GET"}


def test_without_a_token_nothing_is_answered(park):
    for secret, code in (("", "token.missing"), ("gy_live_none", "token.invalid")):
        answer = Program(secret).get("/services")
        assert is_problem(answer, "unauthenticated")["code"] == code
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "header",
    [
        "Basic YTpi",
        "Bearer",
        "Bearer ",
        "bearer",
        "gy_live_x",
        "Bearer \xe9",
        "Bearer " + "a" * 9000,
    ],
)
def test_other_ways_to_say_who_one_is_open_nothing(park, header):
    answer = Program("", headers={"Authorization": header}).get("/me")
    is_problem(answer, "unauthenticated")


def test_a_session_of_the_pages_opens_nothing(park):
    """No cookie counts, so that no other site can send a request in somebody's name."""
    from django.test import Client

    from gaiyue.people.sign_in import account_of

    company = make.a_company()
    client = Client()
    client.force_login(account_of(make.PARK, company.account))
    is_problem(client.get("/api/v1/me"), "unauthenticated")


def test_the_scheme_may_be_written_in_any_case(erp):
    for scheme in ("bearer", "BEARER"):
        headers = {"Authorization": f"{scheme} {erp.secret}"}
        assert Program("", headers=headers).get("/me").status_code == 200


def test_too_many_requests_are_told_when_to_come_back(erp, settings):
    """J3: counted without a write to the database."""
    settings.GAIYUE_API_RATE = 3
    assert [erp.get("/me").status_code for _ in range(3)] == [200, 200, 200]
    answer = erp.get("/me")
    said = is_problem(answer, "too-many")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.headers["Retry-After"] in said["detail"]


def test_each_token_has_a_count_of_its_own(park, settings):
    settings.GAIYUE_API_RATE = 1
    for _ in range(2):
        assert program_of(make.a_company().actor).get("/me").status_code == 200


def test_a_park_under_maintenance_says_so(erp, settings):
    settings.GAIYUE_MAINTENANCE = True
    answer = erp.get("/me")
    assert is_problem(answer, "unavailable")["code"] == "maintenance"
    assert answer.headers["Retry-After"] == "600"


def test_a_park_that_nobody_opened_says_so(db, settings):
    settings.GAIYUE_PARK_HOSTS = {"new.example": "new-park"}
    answer = Program("gy_live_x", host="new.example").get("/me")
    assert is_problem(answer, "unavailable")["code"] == "park.not_opened"


def test_a_database_that_is_lost_is_no_answer_but_a_later(erp, monkeypatch):
    def lost(*_args, **_more):
        raise OperationalError("gone")

    monkeypatch.setattr("gaiyue.api.routes.catalogue.all_services", lost)
    answer = erp.get("/services")
    is_problem(answer, "unavailable")
    assert answer.headers["Retry-After"] == "2"


def test_what_was_done_before_the_database_was_lost_is_not_called_undone(park, monkeypatch):
    """J3: the deed is committed when the answer is read; the same key finds it done."""
    company = make.a_company()
    erp, reference = program_of(company.actor), make.booked(company, make.a_block())

    def lost(*_args, **_more):
        raise OperationalError("gone")

    with monkeypatch.context() as broken:
        broken.setattr("gaiyue.api.routes.acts.visit", lost)
        said = is_problem(erp.post(f"/appointments/{reference}/cancel", key="k-1"), "unavailable")
    assert said["code"] == "lost"
    assert "可能没有办成" in said["detail"]
    assert make.visit(reference).state == "cancelled"
    assert erp.post(f"/appointments/{reference}/cancel", key="k-1").json()["state"] == "cancelled"


def test_a_collision_with_others_is_certain_to_have_changed_nothing(erp, monkeypatch):
    def collide(*_args, **_more):
        raise Again

    monkeypatch.setattr("gaiyue.api.routes.catalogue.all_services", collide)
    said = is_problem(erp.get("/services"), "unavailable")
    assert said["code"] == "busy"
    assert "没有改变什么" in said["detail"]


def test_a_database_that_is_lost_before_any_route_is_no_other_answer(erp, monkeypatch):
    def lost(_park):
        raise OperationalError("gone")

    monkeypatch.setattr("gaiyue.api.door.has_opened", lost)
    is_problem(erp.get("/services"), "unavailable")


def test_a_bug_is_told_as_ours_and_says_nothing_of_itself(erp, monkeypatch):
    def broken(*_args, **_more):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("gaiyue.api.routes.catalogue.all_services", broken)
    client = erp._client()
    client.raise_request_exception = False
    answer = client.get("/api/v1/services", headers={"Authorization": f"Bearer {erp.secret}"})
    is_problem(answer, "broken")
    assert "secret detail" not in answer.content.decode()
