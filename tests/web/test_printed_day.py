"""A6: the list of the day that is printed says so when it is not everybody."""

from urllib.parse import urlencode

from django.urls import reverse

from tests import make
from tests.web.test_planning import signed_in


def page_of(**asked: str) -> str:
    query = urlencode({"show": "day", "on": "2026-11-25", **asked})
    return signed_in("clerk").get(f"{reverse('console_today')}?{query}").content.decode()


def test_a_list_that_is_cut_says_how_many_there_are(park, monkeypatch):
    block = make.a_block("2026-11-25 09:00", seats=3)
    for n in range(3):
        make.booked(make.a_company(f"企业{n}"), block)
    said = "这一天共有 3 个预约，名单只列出最早的 2 个"
    assert "名单只列出" not in page_of()
    monkeypatch.setattr("gaiyue.booking.queries.board.A_DAY", 2)
    page = page_of()
    assert "企业2" not in page
    assert said in page
    assert "名单只列出" not in page_of(location="harbour")
