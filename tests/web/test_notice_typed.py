"""B2: a pasted notice is taken for the year that was meant and as a whole, or nothing is taken of it."""

import pytest
from django.urls import reverse

from gaiyue.calendars.queries import working_calendar
from tests import make
from tests.calendars.test_read_notice import NOTICES
from tests.web.test_planning import signed_in

FORM = {"year": "2026", "source": "guobanfa-2025-7", "text": NOTICES[2026]}
WRONG = "请填 2005 到 2099 之间的年份。"


def sent(**typed: str) -> tuple[int, str]:
    answer = signed_in("manager").post(reverse("console_calendar_notice"), FORM | typed)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("year", ["", "9999", "abc", "20266", "１２", "0", "-2026", "2026.0"])
@pytest.mark.parametrize("how", [{"step": "check"}, {"step": "publish"}, {"take": "package"}])
def test_a_year_that_is_none_is_said_and_never_becomes_another(park, year, how):
    before = working_calendar(make.PARK).edition
    status, page = sent(year=year, **how)
    assert status == 422
    assert WRONG in page
    assert f'name="year" value="{year}"' in page
    assert "春节" in page  # what was pasted is still there
    assert working_calendar(make.PARK).edition == before


def test_full_width_digits_are_a_year(park):
    status, page = sent(year="２０２６", step="check")
    assert status == 200
    assert 'name="year" value="2026"' in page


def test_a_text_that_is_too_long_is_not_cut_in_silence(park):
    long = NOTICES[2026] + "。" * 5000
    status, page = sent(text=long, step="check")
    assert status == 422
    assert "最多 5000 个字，现在有" in page
    assert "。" * 5000 in page
