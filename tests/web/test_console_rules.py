"""The rules for staff: what is in force, what comes, two editions compared, a new one worked out and published."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.base import clock
from gaiyue.people.sign_in import account_of
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from gaiyue.policy.queries import editions, limits_in_force
from tests import make

pytestmark = pytest.mark.usefixtures("park")


def as_staff(role="manager", language="zh-hans"):
    client = Client()
    account = account_of(make.PARK, int(make.staff(role).code.removeprefix("account:")))
    client.force_login(account)
    client.cookies["language"] = language
    return client


def typed(page):
    """Everything that the form on the page would send."""
    form = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]*)"', tag)
        kind = re.search(r'type="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if not name or name[1] in ("csrfmiddlewaretoken", "next"):
            continue
        if kind and kind[1] == "checkbox" and "checked" not in tag:
            continue
        form[name[1]] = value[1] if value else ""
    for name, options in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        form[name] = re.search(r'value="([^"]*)"[^>]*selected', options)[1]
    return form


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def form_of(client, service="*"):
    return typed(client.get(reverse("console_rules_new", args=[service])).content.decode())


def send(client, form, step, service="*", **changed):
    return client.post(
        reverse("console_rules_new", args=[service]), {**form, **changed, "step": step}
    )


def test_all_rules_are_seen_at_a_glance(django_assert_num_queries):
    """B1: for the park and each service; what is coming is said with its moment."""
    publish_edition(
        make.PARK,
        "tax-registration",
        limits=Limits(notice_days=5),
        actor=make.HOUSE,
        effective_from=make.at("2026-12-01 09:00"),
    )
    client = as_staff("clerk")
    page = text(client.get(reverse("console_rules")))
    assert "3个工作日前可以自己改：申请当天和办理当天都算。" in page
    assert "没有单独的规则，按全园区规则（第 1 版）办" in page
    assert "12月1日（周二）09:00" in page
    assert reverse("console_rules_new", args=["*"]) not in page
    with django_assert_num_queries(14):
        client.get(reverse("console_rules"))


def test_the_form_begins_with_what_is_in_force():
    """B1: every setting has its field, with its bounds."""
    page = text(as_staff().get(reverse("console_rules_new", args=["*"])))
    form = typed(page)
    assert (form["notice_days"], form["notice_unit"], form["statement_required"]) == (
        "3",
        "working",
        "yes",
    )
    assert form["c0_zh"] == "海关查验"
    assert "0到30，单位：天" in page


def test_the_check_page_says_what_companies_will_read_and_what_becomes_of_promises():
    """B1, B3, B6: in both languages, with an example under both rules; nothing has happened yet."""
    make.booked(make.a_company(), make.a_block("2026-12-02 09:00"))
    client = as_staff()
    answer = send(client, form_of(client), "check", notice_days="5")
    page = text(answer)
    assert answer.status_code == 200
    assert "5个工作日前可以自己改" in page
    assert "5 working days" in page
    assert "最晚12月7日（周一）17:00前可以自己改" in page
    assert "最晚12月3日（周四）17:00前可以自己改" in page
    assert "1 个按新规则会提前，但是已经告诉企业的截止时间不会提前" in page
    assert len(editions(make.PARK)) == 1


def test_an_edition_is_published_from_a_moment_to_come_and_can_be_taken_back(park):
    """B1: effective-dated; until then the old one decides."""
    client = as_staff()
    form = form_of(client) | {"effective_on": "2026-12-01", "effective_hour": "09:00"}
    check = send(client, form, "check", notice_days="5")
    answer = send(client, typed(check.content.decode()), "publish")
    assert answer["Location"] == reverse("console_rules_edition", args=["*", 2])
    page = text(client.get(answer["Location"]))
    assert "将要施行" in page
    assert "李四于" in page
    assert limits_in_force(make.PARK, "*", make.at("2026-11-30 09:00"))[0].notice_days == 3
    assert limits_in_force(make.PARK, "*", make.at("2026-12-01 09:00"))[0].notice_days == 5

    client.post(reverse("console_rules_withdraw", args=["*", 2]))
    assert limits_in_force(make.PARK, "*", make.at("2026-12-01 09:00"))[0].notice_days == 3
    page = text(client.get(reverse("console_rules_of", args=["*"])))
    assert "第2版规则已经撤回，不会施行。" in page
    client.post(reverse("console_rules_withdraw", args=["*", 1]))
    assert "不能撤回" in text(client.get(reverse("console_rules_of", args=["*"])))


def test_a_form_sent_twice_publishes_once_and_never_over_somebody_elses():
    client = as_staff()
    form = typed(send(client, form_of(client), "check", notice_days="5").content.decode())
    first, second = send(client, form, "publish"), send(client, form, "publish")
    assert first["Location"] == second["Location"]
    assert len(editions(make.PARK)) == 2

    form = typed(send(client, form_of(client), "check", notice_days="6").content.decode())
    make.limits(notice_days=2)
    answer = send(client, form, "publish")
    assert (answer.status_code, "已经有人公布了第3版规则" in text(answer)) == (409, True)
    assert typed(answer.content.decode())["notice_days"] == "6"


def test_every_mistake_is_named_at_its_field_and_all_is_kept():
    """B1."""
    client = as_staff()
    answer = send(
        client,
        form_of(client),
        "check",
        notice_days="40",
        horizon_days="bald",
        notice_cutoff="25:00",
        c0_zh="",
        effective_on="2026-02-30",
    )
    page = text(answer)
    assert answer.status_code == 422
    for wrong in (
        "提前天数：40不在范围内，请填0到30之间的整数。",
        "最远可约天数：请填一个整数。",
        "当天截止时间：请填几点几分",
        "特殊情况目录第1项的中文名称：请填1到120个字。",
        "施行时间读不懂",
    ):
        assert page.count(wrong) == 2, wrong
    kept = typed(answer.content.decode())
    assert (kept["notice_days"], kept["horizon_days"]) == ("40", "bald")
    past = send(client, form_of(client), "check", effective_on="2026-11-01")
    assert (past.status_code, "施行时间已经过去" in text(past)) == (422, True)


def test_a_circumstance_is_added_and_another_removed_without_a_script():
    """C4: the catalogue is data of the edition."""
    client = as_staff()
    form = send(client, form_of(client), "more").content.decode()
    new = {
        "c9_code": "port_strike",
        "c9_zh": "港口停工",
        "c9_en": "Port strike",
        "c9_decided_by": "manager",
        "c9_follows_within_days": "2",
    }
    check = send(client, typed(form), "check", c0_remove="1", **new)
    assert "特殊情况：港口停工" in text(check)
    assert "特殊情况：海关查验" in text(check)
    send(client, typed(check.content.decode()), "publish")
    limits, _ = limits_in_force(make.PARK, "*", make.at("2026-11-30 09:00"))
    assert limits.circumstance("customs_inspection") is None
    assert limits.circumstance("port_strike").decided_by == "manager"
    assert "port_strike" in limits.statement_reasons


def test_what_comes_back_from_the_check_page_is_all_there():
    client = as_staff()
    check = send(client, form_of(client), "check", notice_days="5", c0_reason="")
    back = send(client, typed(check.content.decode()), "edit")
    assert (back.status_code, typed(back.content.decode())["notice_days"]) == (200, "5")


def test_two_editions_are_compared_field_by_field_and_sentence_by_sentence():
    """B1."""
    make.limits(notice_days=5)
    one = Limits().circumstances[0]
    make.limits(circumstances=(replace(one, decided_by="manager"), *Limits().circumstances[1:]))
    client = as_staff("clerk")
    url = reverse("console_rules_compare", args=["*"])
    page = text(client.get(url, {"a": "*/1", "b": "*/2"}))
    assert "<dt>提前天数</dt>" in page.partition("没有变的")[0]
    assert "3 天" in page
    assert "5 天" in page
    assert page.count("有变化") == 2
    assert "特殊情况：海关查验" in text(client.get(url, {"a": "*/1", "b": "*/3"}))
    for wrong in ("", "*/9", "tax-registration/1", "*/x", "*/²"):
        assert client.get(url, {"a": "*/1", "b": wrong}).status_code == 404


def test_a_service_gets_rules_of_its_own(django_assert_num_queries):
    client = as_staff()
    form = typed(
        send(
            client, form_of(client, "tax-registration"), "check", "tax-registration"
        ).content.decode()
    )
    send(client, form, "publish", "tax-registration")
    page = text(client.get(reverse("console_rules_of", args=["tax-registration"])))
    assert "税务登记的预约规则" in page
    assert "第 1 版" in page
    with django_assert_num_queries(17):
        client.get(reverse("console_rules_of", args=["tax-registration"]))
    assert client.get(reverse("console_rules_of", args=["nothing"])).status_code == 404
    assert client.get(reverse("console_rules_edition", args=["*", 9])).status_code == 404


def test_only_those_who_may_publish_rules_meet_the_form():
    """I2: a colleague is told so; the deed asks again."""
    clerk = as_staff("clerk")
    assert clerk.get(reverse("console_rules_new", args=["*"])).status_code == 403
    assert clerk.post(reverse("console_rules_withdraw", args=["*", 1])).status_code == 403
    assert clerk.get(reverse("console_rules_edition", args=["*", 1])).status_code == 200


def test_an_edition_that_a_coming_one_would_end_is_warned_about():
    """B4: what is published now holds only until what was published for later; taken back, nothing is said."""
    client = as_staff()
    form = form_of(client)
    later = {"effective_on": "2026-12-07", "effective_hour": "09:00"}
    assert send(client, form, "publish", live_per_service="2", **later).status_code == 302
    form = form_of(client)

    page = send(client, form, "check", live_per_service="3")

    assert page.context["ended_by"].ref.number == 2
    assert "这样定的规则只管到" in text(page)
    assert reverse("console_rules_edition", args=["*", 2]) in text(page)
    after = {"effective_on": "2026-12-08", "effective_hour": "09:00"}
    assert send(client, form, "check", live_per_service="3", **after).context["ended_by"] is None
    client.post(reverse("console_rules_withdraw", args=["*", 2]))
    page = send(client, form, "check", live_per_service="3")
    assert "这样定的规则只管到" not in text(page)


def test_a_service_goes_back_to_the_park_s_rules_after_a_look_at_the_effect():
    """B1: now, or from a moment to come that can be taken back."""
    service = "tax-registration"
    publish_edition(make.PARK, service, limits=Limits(notice_days=5), actor=make.HOUSE)
    make.booked(make.a_company(), make.a_block("2026-12-04 09:00"))
    client = as_staff()
    url = reverse("console_rules_follow", args=[service])
    assert url in client.get(reverse("console_rules_of", args=[service])).content.decode()
    page = client.get(url).content.decode()
    assert "1 个的截止时间会推后" in page
    form = typed(page)
    later = {**form, "effective_on": "2026-12-01"}
    assert "12月1日（周二）00:00起按全园区规则" in text(
        client.post(url, {**later, "step": "check"})
    )
    assert len(editions(make.PARK, service)) == 1
    assert client.post(url, {**later, "step": "publish"}).status_code == 302
    assert limits_in_force(make.PARK, service, clock.now())[0].notice_days == 5
    overview = text(client.get(reverse("console_rules")))
    assert "12月1日（周二）00:00</span> 起改按全园区的规则办" in overview
    of_service = text(client.get(reverse("console_rules_of", args=[service])))
    assert "从那时起不再单独制定规则" in of_service
    assert client.post(reverse("console_rules_withdraw", args=[service, 2])).status_code == 302
    assert client.post(url, {"last": "2", "step": "publish"}).status_code == 302
    assert limits_in_force(make.PARK, service, clock.now())[1].code == "*/1"
    edition = text(client.get(reverse("console_rules_edition", args=[service, 3])))
    assert "这一版没有自己的规则" in edition
    assert "本来就按全园区的规则办" in text(client.get(url))


def test_following_is_refused_at_its_field_and_to_others():
    service = "tax-registration"
    publish_edition(make.PARK, service, limits=Limits(notice_days=5), actor=make.HOUSE)
    url = reverse("console_rules_follow", args=[service])
    client = as_staff()
    for moment in ({"effective_on": "morgen"}, {"effective_on": "2026-11-01"}):
        answer = client.post(url, {"last": "1", "step": "publish", **moment})
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()
    assert client.post(url, {"last": "0", "step": "publish"}).status_code == 409
    assert client.get(reverse("console_rules_follow", args=["*"])).status_code == 404
    assert as_staff("clerk").get(url).status_code == 403


def test_a_single_edition_costs_the_same_however_many_there_are(django_assert_num_queries):
    client = as_staff()
    url = reverse("console_rules_edition", args=["*", 1])
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)
    for days in (4, 5, 6):
        publish_edition(make.PARK, "*", limits=Limits(notice_days=days), actor=make.HOUSE)
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)


def test_an_edition_that_changes_nothing_is_not_offered_to_be_published():
    """B1: it would only ask companies to read the same again; a service's own first one is a change."""
    client = as_staff()
    form = {name: unescape(value) for name, value in form_of(client).items()}
    page = send(client, form, "check").content.decode()
    assert "和现行规则完全一样" in page
    assert 'value="publish"' not in page
    assert 'value="publish"' in send(client, form, "check", notice_days="4").content.decode()
    own = form_of(client, "tax-registration")
    assert 'value="publish"' in send(client, own, "check", "tax-registration").content.decode()


def test_a_number_is_read_however_it_was_typed():
    """Full-width digits are what a Chinese keyboard types; a number below the range is a number all the same."""
    client = as_staff()
    form = form_of(client)
    assert send(client, form, "check", notice_days="４").status_code == 200
    below = send(client, form, "check", notice_days="-1")
    words = send(client, form, "check", notice_days="x")
    assert (below.status_code, words.status_code) == (422, 422)
    assert text(below) != text(words).replace('value="x"', 'value="-1"')
