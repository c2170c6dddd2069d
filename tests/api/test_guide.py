"""J3: the page about the API is complete, its calls work as they stand there, and it needs nothing from elsewhere."""

import re
import shlex
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from gaiyue.api.openapi import plain_document
from gaiyue.api.problems import KINDS
from gaiyue.booking.check_in import check_in
from tests import make
from tests.api.asking import token_of

FOR_STAFF = {"checkIn", "completeAppointment", "markNoShow", "getBoard"}
IDS = [
    operation["operationId"]
    for methods in plain_document()["paths"].values()
    for operation in methods.values()
]


def page_of(language: str = "zh-hans") -> str:
    client = Client()
    client.cookies["language"] = language
    answer = client.get("/api/")
    assert answer.status_code == 200
    return answer.content.decode()


def call_on_page(page: str, operation: str) -> str:
    """The call of curl in the operation's card."""
    card = page.partition(f'<article class="card call" id="{operation}"')[2]
    found = re.search(r'<pre class="curl"[^>]*><code>(.*?)</code>', card, re.DOTALL)
    assert found, f"{operation} has no call"
    return unescape(found[1])


def run(call: str) -> Any:
    """Ask as curl would: what a shell makes of the call, sent by the test's client."""
    call = call.replace("$(date +%s)", "1764000000")  # as the shell does
    words = iter(shlex.split(call.replace("\\\n", " ")))
    assert next(words) == "curl"
    method, where, headers, body = "", "", {}, None
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(words)
        elif word == "-X":
            method = next(words)
        else:
            where = word.removeprefix("http://testserver")
    method = method or ("POST" if body is not None else "GET")
    kind = headers.pop("Content-Type", "application/octet-stream")
    return Client().generic(method, where, body or "", content_type=kind, headers=headers)


@pytest.fixture
def things(park) -> dict[str, str]:
    """What stands on the page as an example → what there is in this park."""
    company = make.a_company()
    visit = make.booked(company, make.a_block("2026-11-30 09:00"))
    make.a_block("2026-12-01 09:00")
    return {
        "7KQ2MX4TB": visit,
        "company": token_of(company.actor),
        "other": token_of(make.a_company("远方贸易").actor),
        "staff": token_of(make.staff("clerk")),
    }


@pytest.mark.parametrize("operation", IDS)
def test_each_call_works_as_it_stands_on_the_page(things, park, operation):
    """Only the token and the visit are put in, as whoever copies it would: what is free stands there already."""
    call = call_on_page(page_of(), operation)
    who = "staff" if operation in FOR_STAFF else "company"
    if operation == "bookAppointment":
        who = "other"  # a company without a visit
    call = call.replace("$GAIYUE_TOKEN", things[who]).replace("7KQ2MX4TB", things["7KQ2MX4TB"])
    if operation in ("checkIn", "markNoShow", "completeAppointment"):
        park.move_to(make.at("2026-11-30 09:05"))
    if operation == "completeAppointment":
        check_in(things["7KQ2MX4TB"], actor=make.staff("clerk"))
    with transaction.atomic():
        answer = run(call)
        transaction.set_rollback(True)
    assert answer.status_code in (200, 201), answer.content.decode()


def test_every_kind_of_problem_is_explained_where_its_type_says(park):
    page = page_of()
    for slug in KINDS:
        assert f'id="problem-{slug}"' in page


class Links(HTMLParser):
    """Where a page leads, and what of it a content policy would forbid."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.found += [where for name in ("src", "href") if (where := named.get(name))]
        self.inline += tag == "style" or (tag == "script" and "src" not in named)
        self.inline += "style" in named


def test_the_page_loads_nothing_from_elsewhere_and_has_no_script_of_its_own(park):
    """The content policy forbids it, too."""

    links = Links()
    links.feed(page_of())
    assert links.inline == 0
    assert [one for one in links.found if "//" in one and not one.startswith("tel:")] == []


def test_an_owner_and_a_manager_are_led_to_their_tokens(park):
    from gaiyue.people.sign_in import account_of

    owner, manager = make.a_company().actor, make.staff("manager")
    for actor, where in ((owner, "/profile/tokens/"), (manager, "/console/team/tokens/")):
        client = Client()
        client.force_login(account_of(make.PARK, int(actor.code.removeprefix("account:"))))
        assert where in client.get("/api/").content.decode()
    assert "/tokens/" not in page_of()
