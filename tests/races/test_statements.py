"""K4: on PostgreSQL a booking and a move through the API take twelve statements at most, token and key and all."""

import json
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from gaiyue.people.issue_token import NewToken, issue_token
from tests import make

pytestmark = pytest.mark.usefixtures("postgresql")


@contextmanager
def statements():
    """What is sent, BEGIN and COMMIT included."""
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    seen = []
    try:
        yield seen
    finally:
        connection.force_debug_cursor = False
        seen.extend(one["sql"] for one in connection.queries_log)


def program(company):
    """What sends a request as a program with the company's token does, and answers with the visit's reference."""
    new = NewToken(name="ERP", days=30, enterprise=company.code)
    secret = issue_token(new, actor=company.actor).secret
    usual = {"HTTP_AUTHORIZATION": f"Bearer {secret}", "content_type": "application/json"}

    def send(path, body):
        usual["HTTP_IDEMPOTENCY_KEY"] = f"{path} {body}".encode().hex()[:64]
        answer = Client(SERVER_NAME="localhost").post(f"/api/v1/{path}", json.dumps(body), **usual)
        return answer.json()["reference"]

    Client(SERVER_NAME="localhost").get(
        "/api/v1/me", **usual
    )  # that a token is in use is noted now and then
    return send


def test_a_booking_and_a_move_by_a_program_take_twelve_statements_at_most():
    blocks = [make.a_block(f"2026-12-0{day} 09:00", seats=9) for day in (1, 2, 3)]
    contact = {"name": "张三", "phone": "138 0000 0000"}
    move = {"block": blocks[2], "statement": {"circumstance": "travel"}}
    for company in (make.a_company("热身"), make.a_company()):
        send = program(company)  # the first one of a process reads rules and calendar besides
        with statements() as booking:
            reference = send("appointments", {"block": blocks[1], "contact": contact})
        with statements() as moving:
            send(f"appointments/{reference}/move", move)
    assert len(booking) <= 12, booking
    assert len(moving) <= 12, moving
