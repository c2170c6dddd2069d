"""B2: the State Council's notice is read as it is printed, and agrees with the published data day by day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaiyue.calendars.published import published_notice
from gaiyue.calendars.read_notice import read_notice

NOTICES = {
    2024: """一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2025: """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。""",
    2026: """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。""",
}


def by_kind(days, kind):
    return {day for day, mark in days.items() if mark.kind == kind}


@pytest.mark.parametrize("year", NOTICES)
def test_a_real_notice_is_read_as_the_published_data_have_it(year):
    read = read_notice(NOTICES[year], year=year)
    known = published_notice(year).days
    assert read.doubts == ()
    assert by_kind(read.days, "makeup") == by_kind(known, "makeup")
    weekdays_off = {day for day in by_kind(read.days, "holiday") if day.weekday() < 5}
    assert weekdays_off == {day for day in by_kind(known, "holiday") if day.weekday() < 5}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("你好", "nothing"),
        ("1月1日放假。", "unnamed"),
        ("元旦：2月30日放假。", "no_such_day"),
        ("元旦：1月1日至3月3日放假。", "too_long"),
        ("元旦：1月1日至3日放假调休，共4天。", "count"),
        ("元旦：1月1日放假。1月4日（周六）上班。", "weekday"),
        ("元旦：1月1日（周一）至3日放假调休，共3天。", "weekday"),
    ],
)
def test_what_cannot_be_read_is_said(text, what):
    assert what in [doubt for doubt, _piece in read_notice(text, year=2026).doubts]


def test_a_holiday_may_begin_in_the_december_before():
    read = read_notice("一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。", year=2023)
    assert [day.isoformat() for day in read.days] == ["2022-12-31", "2023-01-01", "2023-01-02"]


@given(st.text(alphabet="元旦春节月日至放假上班共天1234567890（）、，。\n年周一", max_size=80))
def test_nothing_that_is_pasted_breaks_it(text):
    read_notice(text, year=2026)
