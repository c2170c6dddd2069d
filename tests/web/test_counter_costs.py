"""A10, E1: what each page of the counter for one visit or one company costs, exactly."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gaiyue.people.sign_in import account_of
from tests import make

COSTS = {
    "find": 13,
    "find visits": 10,
    "find companies": 7,
    "visit": 27,
    "contact": 5,
    "book": 7,
    "book service": 10,
    "book block": 21,
    "move": 19,
    "move check": 27,
    "cancel": 11,
    "done": 8,
}


def test_each_page_of_the_counter_costs_what_it_did(park):
    company = make.a_company("上海云启科技有限公司")
    reference = make.booked(company, make.a_block("2026-11-26 09:00", seats=3))
    free = make.a_block("2026-11-27 14:00")
    clerk = Client()
    clerk.force_login(account_of(make.PARK, int(make.staff().code.partition(":")[2])))
    of_visit, of_company = [reference], [company.code]
    pages = {
        "find": f"{reverse('console_find')}?q=云启",
        "find visits": f"{reverse('console_find')}?q=云启&in=visits",
        "find companies": f"{reverse('console_find')}?q=云启&in=companies",
        "visit": reverse("console_visit", args=of_visit),
        "contact": reverse("console_contact", args=of_visit),
        "book": f"{reverse('console_book')}?q=云启",
        "book service": reverse("console_book_service", args=of_company),
        "book block": reverse("console_book_block", args=[*of_company, "qualification"]),
        "move": reverse("console_move", args=of_visit),
        "move check": f"{reverse('console_move_check', args=of_visit)}?block={free}",
        "cancel": reverse("console_cancel", args=of_visit),
        "done": reverse("console_done", args=of_visit),
    }
    found = {}
    for name, page in pages.items():
        assert clerk.get(page).status_code == 200, page
        with CaptureQueriesContext(connection) as asked:
            clerk.get(page)
        found[name] = len(asked)
    assert found == COSTS
