"""J3: whoever tries tokens is held up, and nobody else with them."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.api.asking import Program, program_of


@pytest.fixture
def few(settings, tmp_path, monkeypatch):
    monkeypatch.setattr("gaiyue.api.guesses.time", SimpleNamespace(time=lambda: 120.0))
    settings.GAIYUE_API_WRONG_TOKENS = 3
    settings.GAIYUE_API_COUNTS = tmp_path


def status_of(secret: str, *, address: str = "192.0.2.1") -> int:
    client = Client(REMOTE_ADDR=address)
    return client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).status_code


def guess(n: int, **where: str) -> list[int]:
    return [status_of(f"gy_live_guess{k}", **where) for k in range(n)]


def test_wrong_tokens_of_an_address_are_counted_and_then_not_looked_up(park, few):
    assert guess(3) == [401] * 3
    with CaptureQueriesContext(connection) as asked:
        assert guess(2) == [429] * 2
    assert not [one for one in asked if "people_token" in one["sql"]]


def test_whoever_has_to_wait_hears_how_long(park, few, settings):
    settings.GAIYUE_API_WRONG_TOKENS = 0
    answer = Program("gy_live_none").get("/me")
    said = answer.json()
    assert (answer.status_code, said["code"]) == (429, "token.too_many_wrong")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.headers["Retry-After"] in said["detail"]


def test_a_neighbour_behind_the_same_address_goes_on(park, few):
    """The companies of a park share an address: a token that was in use passes, a new one waits for the minute."""
    used, new = (program_of(make.a_company().actor).secret for _ in range(2))
    assert status_of(used) == 200
    guess(4)
    assert (status_of(used), status_of(new)) == (200, 429)
    assert status_of(new, address="192.0.2.9") == 200


def test_all_addresses_of_one_line_count_as_one(park, few):
    assert [guess(1, address=f"2001:db8::{n}")[0] for n in range(1, 6)] == [401] * 3 + [429] * 2
    assert guess(1, address="2001:db8:0:1::1") == [401]


def test_addresses_of_version_4_written_as_6_count_each_for_itself(park, few):
    assert [guess(1, address=f"::ffff:192.0.2.{n}")[0] for n in range(1, 6)] == [401] * 5
