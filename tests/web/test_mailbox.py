"""The mail of a demo: codes can be read there, and nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.notify.models import Message
from gaiyue.notify.outbox import Mail, post_mail
from gaiyue.ops.worker import turn
from tests import make


@pytest.fixture
def demo(park, settings):
    settings.DEMO = True
    make.a_demo()
    html = "<script>alert(1)</script><p>482913</p>"
    post_mail(
        Mail(
            "zhang@example.com",
            "登录验证码",
            "验证码 482913",
            html,
            "sign_in.code",
            language="zh-hans",
        ),
        park=make.PARK,
        key="one",
    )
    post_mail(
        Mail("wang@example.com", "邀请", "请加入", language="zh-hans"), park=make.PARK, key="two"
    )
    return Message.objects.get(key="one").pk


def text(name: str, *args: int, **query: str) -> str:
    answer = Client().get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_is_found_by_address_and_the_code_stands_out(demo):
    assert "邀请" in text("demo_mail")
    assert "邀请" not in text("demo_mail", to="ZHANG@")
    assert '<p class="num">482913</p>' in text("demo_mail_one", demo)


def test_the_html_of_a_mail_can_do_nothing(demo):
    answer = Client().get(reverse("demo_mail_html", args=[demo]))
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "<script>" not in text("demo_mail_one", demo).split("<main")[1]


def test_outside_a_demo_there_is_no_such_page(demo, settings):
    settings.DEMO = False
    for name, args in (("demo_mail", []), ("demo_mail_one", [demo]), ("demo_mail_html", [demo])):
        assert Client().get(reverse(name, args=args)).status_code == 404


def test_a_setting_alone_opens_nothing_over_a_real_park(park, settings, monkeypatch):
    """D7: GAIYUE_DEMO=1 is set, and the park carries no mark: no mail is shown and nobody becomes anybody."""
    settings.DEMO = True
    monkeypatch.setattr("gaiyue.people.demo._known", set())
    company = make.a_company()
    post_mail(
        Mail("zhang@example.com", "验证码", "482913", language="zh-hans"), park=make.PARK, key="k"
    )
    mail = Message.objects.get().pk
    assert Client().get(reverse("demo_mail")).status_code == 404
    assert Client().get(reverse("demo_mail_one", args=[mail])).status_code == 404
    assert Client().get(reverse("demo_sign_in")).status_code == 302
    become = Client().post(reverse("demo_become"), {"account": str(company.account)})
    assert become.status_code == 404
    assert "这是演示环境" not in Client().get(reverse("home"), follow=True).content.decode()


def test_a_long_list_is_paged_in_a_fixed_number_of_queries(demo, django_assert_num_queries):
    for number in range(45):
        post_mail(
            Mail(f"a{number}@example.com", "x", "y", language="zh-hans"),
            park=make.PARK,
            key=f"n{number}",
        )
    text("demo_mail")  # that the park is a demo is asked once
    with django_assert_num_queries(3):  # the park's name, the count, the page
        page = text("demo_mail", page="3")
    assert "登录验证码" in page


def test_the_mail_about_a_visit_has_its_picture_and_its_invitation(demo):
    """A1, J4: as in a real mail program; the link in the text leads to the change page."""
    company = make.a_company()
    make.booked(company, make.a_block("2026-12-01 09:00"))
    while turn(make.PARK):
        pass
    mail = Message.objects.get(kind="appointment.booked", channel="email")
    assert mail.state == "shown"
    html = text("demo_mail_html", mail.pk)
    assert 'src="data:image/png;base64,' in html
    assert "/move/" in text("demo_mail_one", mail.pk)
    assert reverse("demo_mail_calendar", args=[mail.pk]) in text("demo_mail_one", mail.pk)
    assert "METHOD:REQUEST" in text("demo_mail_calendar", mail.pk)
    assert Client().get(reverse("demo_mail_calendar", args=[demo])).status_code == 404
