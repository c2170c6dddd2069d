"""A3: the heading of a weekly plan counts what the week has, now and from a change on; a last day can't be changed."""

from django.urls import reverse

from gaiyue.booking.models import Template
from tests.web.test_planning import signed_in
from tests.web.test_planning_twice import CHANGE, a_week


def plain(text: str) -> str:
    return text.replace('<b class="num">', "").replace("</b>", "")


def test_a_changed_block_counts_once_before_and_once_after(park):
    template, client = a_week(), signed_in("supervisor")
    week = reverse("planning_week")
    assert "每周 1 个时段，2 个名额" in plain(client.get(week).content.decode())
    change = reverse("planning_template_change", args=[template])
    assert client.post(change, CHANGE).status_code == 302
    page = plain(client.get(week).content.decode())
    assert "每周 1 个时段，2 个名额；11月30日（周一）起 1 个时段，4 个名额" in page


def test_on_its_last_day_a_block_of_the_week_has_no_more_acts(park):
    template, client = a_week(), signed_in("supervisor")
    change = reverse("planning_template_change", args=[template])
    assert client.post(change, CHANGE | {"valid_from": "2026-11-24"}).status_code == 302
    assert str(Template.objects.get(pk=template).valid_until) == "2026-11-23"
    page = client.get(reverse("planning_week")).content.decode()
    assert change not in page
    assert "今天是最后一天" in page


def test_an_end_without_a_word_about_what_is_left_is_asked_for_it(park):
    end = reverse("planning_template_end", args=[a_week()])
    answer = signed_in("supervisor").get(end, {"from_day": "2026-12-01", "check": "1"})
    assert answer.status_code == 422
    assert "请选没人预约的时段停办还是保留。" in answer.content.decode()
