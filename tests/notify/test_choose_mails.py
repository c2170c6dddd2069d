"""J4: whoever wants fewer mails gets fewer; what the park itself brings about is mailed in any case."""

import pytest
from django.urls import reverse

from gaiyue.base.errors import NotThere
from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.reopen_blocks import reopen_block
from gaiyue.eventlog.models import Event
from gaiyue.notify.choose_mails import Mails, choose_mails, my_mails
from gaiyue.notify.models import Message as Row
from tests import make
from tests.notify.test_reminders import THURSDAY, comes
from tests.notify.test_visit_mail import address, company, move, parts, server, subject, work
from tests.web.test_pages import signed_in

__all__ = ["company", "server"]


def to(server) -> list[str]:
    return sorted(str(mail["To"]) for mail in server.taken)


def test_who_wants_no_news_reads_them_in_the_pages_only(server, company):
    other = make.colleague(company)
    choose_mails(Mails(news=False), actor=company.actor)
    reference = make.booked(company, make.a_block("2026-12-01 09:00"))
    work()
    move(reference, other)
    work()
    assert to(server) == [address(other)] * 2
    assert Row.objects.filter(recipient=company.actor.code, kind="appointment.moved").exists()


def test_who_wants_no_reminders_gets_none_and_the_news_all_the_same(server, company, park):
    choose_mails(Mails(reminders=False), actor=company.actor)
    make.booked(company, make.a_block("2026-12-01 09:00"))
    work()
    assert len(server.taken) == 1
    comes(park, THURSDAY)
    assert len(server.taken) == 1
    page = signed_in(company).get(reverse("notices")).content.decode()
    assert "要改，请在11月27日（周五）17:00前" in page


def test_nobody_comes_in_vain_for_wanting_fewer_mails(server, company):
    choose_mails(Mails(news=False, reminders=False), actor=company.actor)
    block = make.a_block("2026-12-01 09:00")
    make.booked(company, block)
    closing = Closing(on=make.at("2026-12-01 09:00").date(), block=block, because="power_cut")
    close_blocks(closing, actor=make.staff("manager"))
    work()
    reopen_block(block, actor=make.staff("manager"))
    work()
    assert [subject(mail)[:4] for mail in server.taken] == ["请改期：", "恢复办理"]
    assert "选择要收哪些邮件" not in parts(server.taken[0])["text/plain"]


def test_it_is_chosen_on_a_page_to_which_the_mails_lead(server, company):
    make.booked(company, make.a_block("2026-12-01 09:00"))
    work()
    where = reverse("mail_choices")
    assert f"https://book.example{where}" in parts(server.taken[0])["text/plain"]
    client = signed_in(company)
    assert client.get(where).content.decode().count(" checked") == 2
    assert where in client.get(reverse("notices")).content.decode()
    done = client.post(where, {"news": "on"}, follow=True).content.decode()
    assert "已保存" in done
    assert done.count(" checked") == 1
    assert my_mails(company.actor) == Mails(news=True, reminders=False)


def test_the_same_choice_again_is_no_news_for_the_record(park, company):
    for _ in range(2):
        choose_mails(Mails(news=False), actor=company.actor)
    assert Event.objects.filter(kind="account.mails_chosen").count() == 1


@pytest.mark.parametrize("code", ["link:222222222", "visitor"])
def test_who_has_no_account_chooses_nothing(park, code):
    from gaiyue.base.actor import Actor

    with pytest.raises(NotThere):
        choose_mails(Mails(), actor=Actor(make.PARK, code, "link_holder"))
