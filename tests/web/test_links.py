"""A1: whoever opens the signed link of a visit sees, moves and cancels that visit, and is nobody anywhere else."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.links import token_of
from gaiyue.booking.queries.papers import papers_of
from gaiyue.booking.revoke_link import revoke_link
from gaiyue.booking.tick_material import tick_materials
from gaiyue.eventlog.models import Attempt, Event
from tests import make
from tests.web import test_team
from tests.web.test_pages import hidden, signed_in


@pytest.fixture
def company(park):
    return make.a_company("上海云启科技有限公司")


@pytest.fixture
def reference(company):
    return make.booked(company, make.a_block("2026-11-26 09:00"))


@pytest.fixture
def base(company, reference):
    return f"/l/{token_of(reference, actor=company.actor)}"


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, (answer.status_code, answer.headers)
    return answer.content.decode()


def test_a_visit_is_moved_and_cancelled_under_its_link_without_signing_in(base, reference):
    new = make.a_block("2026-11-27 14:00")
    client, visit = Client(), f"{base}/appointments/{reference}/"
    opened = page(f"{base}/")
    assert f"{visit}move/" in opened
    assert "gaiyue_session" not in client.cookies
    assert f"{visit}move/check/" in page(f"{visit}move/?on=2026-11-27")
    check = page(f"{visit}move/check/?block={new}")
    form = {"block": new, "key": hidden(check, "key"), "circumstance": "travel", "note": ""}
    answer = client.post(f"{visit}move/", form)
    assert answer["Location"] == f"{visit}moved/"
    assert "改约成功" in page(answer["Location"])
    assert make.visit(reference).block_id == new

    form = {"key": hidden(page(f"{visit}cancel/"), "key"), "note": ""}
    answer = client.post(f"{visit}cancel/", form)
    assert answer["Location"] == f"{visit}cancelled/"
    assert page(answer["Location"])
    assert Event.objects.get(kind="appointment.cancelled").actor == f"link:{reference}"


def test_opening_a_link_changes_nothing_and_is_not_indexed(base):
    """Mail scanners follow links."""
    before = Event.objects.count()
    answer = Client().get(f"{base}/")
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert Event.objects.count() == before


def test_a_refusal_under_a_link_is_an_attempt_only_when_the_form_was_sent(base, reference, park):
    """B7: a program that follows every link of a mail wanted no change."""
    new = make.a_block("2026-11-27 14:00")
    park.move_to(make.at("2026-11-25 09:00"))
    visit = f"{base}/appointments/{reference}/"
    for address in (f"{visit}move/", f"{visit}move/check/?block={new}", f"{visit}cancel/"):
        Client().get(address)
    assert Client().get(f"{visit}move/").status_code == 409
    assert not Attempt.objects.exists()
    form = {"block": new, "key": "a-key-of-the-form", "circumstance": "travel", "note": ""}
    assert Client().post(f"{visit}move/", form).status_code == 409
    assert [one.actor for one in Attempt.objects.all()] == [f"link:{reference}"]


def test_no_personal_data_is_shown_under_a_link(base):
    opened = page(f"{base}/")
    assert "张三" not in opened
    assert "138 0000 0000" not in opened


def test_another_visit_is_not_there_under_a_link(base, company):
    block = make.a_block("2026-11-26 14:00", service="qualification")
    other = make.booked(company, block)
    for name in ("appointment", "move", "move_check", "moved", "cancel", "cancelled"):
        assert Client().get(base + reverse(name, args=[other])).status_code == 404
    for name in ("move", "cancel"):
        assert Client().post(base + reverse(name, args=[other]), {}).status_code == 404


@pytest.mark.parametrize("path", ["/appointments/", "/services/", "/guide/", "/console/"])
def test_other_pages_lead_out_of_the_link(base, company, path):
    answer = signed_in(company).get(base + path)
    assert (answer.status_code, answer["Location"]) == (302, path)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_link_reads_in_both_languages_and_stays_when_they_are_switched(base, language):
    client = Client()
    answer = client.post(f"{base}/language/", {"language": language, "next": f"{base}/"})
    assert answer["Location"] == f"{base}/"
    assert client.get(f"{base}/").status_code == 200


def test_a_dead_link_says_so_and_what_to_do(base, company, reference, park):
    for bad in ("/l/x/", f"{base}x/", f"{base}x/appointments/{reference}/"):
        assert Client().get(bad).status_code == 410
    revoke_link(reference, actor=company.actor)
    assert Client().get(f"{base}/").status_code == 410


def test_a_form_under_a_link_that_was_revoked_meanwhile_says_so(base, company, reference):
    """A1: and not that the page was open for too long."""
    revoke_link(reference, actor=company.actor)
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"{base}/appointments/{reference}/move/", {"block": "1"})
    assert answer.status_code == 410
    assert "这个链接打不开了" in answer.content.decode()


def test_whoever_holds_the_link_reads_what_to_bring(base, company, reference):
    """A9, J1: they are the ones who come; ticking off is for the company."""
    first, *_rest = papers_of(reference, actor=company.actor)
    tick_materials(reference, ready={first.id}, actor=company.actor)
    opened = page(f"{base}/")
    assert "要带的材料" in opened
    assert "营业执照" in opened
    assert opened.count("（已备好）") == 1
    assert "保存清单" not in opened


def test_a_change_by_link_is_told_as_one(base, company, reference):
    """D5: nobody knows who held it, also when the same link reads the history."""
    cancel_appointment(reference, actor=make.link_holder(reference))
    mine = signed_in(company).get(reverse("appointment", args=[reference])).content.decode()
    for text in (mine, page(f"{base}/")):
        assert "持预约链接的人" in text
        assert "您本人" not in text.partition("预约已取消")[2].partition("</li>")[0]


def test_a_cancelled_visit_stays_readable_for_a_day(base, company, reference, park):
    cancel_appointment(reference, actor=company.actor)
    assert page(f"{base}/")
    park.move_to(make.at("2026-11-25 10:00"))
    assert Client().get(f"{base}/").status_code == 410


def test_addresses_after_a_link_are_plain_again(base, company, reference):
    page(f"{base}/")
    assert reverse("appointments") == "/appointments/"


def test_a_company_revokes_its_link_by_a_button(base, company, reference):
    answer = signed_in(company).post(reverse("revoke_link", args=[reference]))
    assert answer["Location"] == reverse("appointment", args=[reference])
    assert Client().get(f"{base}/").status_code == 410
    stranger = signed_in(make.a_company("别家"))
    assert stranger.post(reverse("revoke_link", args=[reference])).status_code == 404


def test_a_company_finds_the_link_on_its_page_and_its_holder_does_not(base, company, reference):
    """And the QR code at the counter says nothing of the token."""
    address = f"http://testserver{base}/"
    mine = signed_in(company).get(reverse("appointment", args=[reference])).content.decode()
    assert address in mine
    assert "作废发出的链接" in mine
    under = page(f"{base}/")
    assert "作废发出的链接" not in under


def test_staff_see_no_link_and_revoke_it_by_a_button(base, reference):
    """Neither in the page nor in what it is made from; the visit may be of another department."""
    client = test_team.signed_in(make.staff())
    answer = client.get(reverse("console_visit", args=[reference]))
    assert "企业发出的链接" in answer.content.decode()
    token = base.removeprefix("/l/")
    assert token not in answer.content.decode()
    assert token not in str([layer.flatten() for layer in answer.context])
    answer = client.post(reverse("revoke_link", args=[reference]), follow=True)
    assert "企业以前发出的链接都已作废。" in answer.content.decode()
    assert Client().get(f"{base}/").status_code == 410
