"""J4, A1: everybody of a company gets a mail about its visit, which opens its change page without signing in."""

import re
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP, strict
from html.parser import HTMLParser
from typing import cast

import pytest
from django.test import Client

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.undo import undo_last_act
from gaiyue.jobs.models import Job
from gaiyue.notify.models import Message as Row
from gaiyue.ops.worker import turn
from gaiyue.people.set_language import set_language
from tests import make
from tests.notify.relay import Relay, relay

BEFORE, AFTER = "2026-12-01 09:00", "2026-12-03 14:00"
LINK = re.compile(r"https://book\.example(/l/[^\s\"]+/move/)")


@pytest.fixture
def server(park, settings):
    settings.GAIYUE_MAIL_FROM = "临港园区 <noreply@park.example>"
    settings.GAIYUE_ADDRESS = "https://book.example"
    with relay() as one:
        settings.GAIYUE_SMTP = f"smtp://127.0.0.1:{one.port}"
        yield one


@pytest.fixture
def company(park):
    return make.a_company("上海云启科技有限公司")


def work() -> None:
    while turn(make.PARK):
        pass


def move(
    reference: str, company: make.Company, to: str = AFTER, *, location: str = "lakeside"
) -> None:
    new = make.a_block(to, location=location)
    move_appointment(reference, to_block=new, actor=company.actor, statement=Statement("travel"))


def parts(mail: Message) -> dict[str, str]:
    """Kind of part → its text; of the two calendars the one that programs read."""
    return {
        part.get_content_type(): cast(bytes, part.get_payload(decode=True)).decode()
        for part in mail.walk()
        if part.get_content_maintype() == "text"
    }


def subject(mail: Message) -> str:
    return str(message_from_bytes(bytes(mail), policy=SMTP)["Subject"])


def the_mail(server: Relay) -> Message:
    (mail,) = server.taken
    return mail


class Words(HTMLParser):
    """What a reader of the HTML reads, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self.feed(html.split("</head>")[1])

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said.append(" ".join(data.split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [str(value) for name, value in attrs if tag == "a" and name == "href"]


def test_a_booking_is_confirmed_to_everybody_of_the_company_and_to_who_made_it(server, company):
    other = make.colleague(company)
    make.a_company("别家")
    make.booked(company, make.a_block(BEFORE))
    work()
    mine, theirs = sorted(server.taken, key=lambda mail: str(mail["To"]))
    assert [str(mine["To"]), str(theirs["To"])] == [address(company), address(other)]
    assert subject(mine) == "已预约：税务登记，12月1日（周二）09:00 · 临港园区"
    assert "您为“上海云启科技有限公司”约好了税务登记" in parts(mine)["text/plain"]
    assert "您的同事为“上海云启科技有限公司”约好了税务登记" in parts(theirs)["text/plain"]
    assert mine["Auto-Submitted"] == "auto-generated"
    assert mine["References"] == theirs["References"]


def address(company: make.Company) -> str:
    from gaiyue.people.models import Account

    return str(Account.objects.get(pk=company.account).email)


def test_it_says_when_where_what_to_bring_and_until_when_it_can_still_be_moved(server, company):
    """G3: with the deadline in the words of the rule that will decide."""
    reference = make.booked(company, make.a_block(BEFORE))
    work()
    text = parts(the_mail(server))["text/plain"]
    assert "时间：12月1日（周二） 09:00–11:00" in text
    assert "滴水湖大厅，1号窗口" in text
    assert "最晚11月27日（周五）17:00前可以自己改。" in text
    assert "营业执照" in text
    assert "委托书 （选带）" in text
    assert "021-5555 0101" in text
    assert f"{reference[:3]}-{reference[3:6]}-{reference[6:]}" in text


def test_its_link_opens_the_change_page_of_that_visit_without_signing_in(server, company):
    """A1: in the text and in the HTML; a mail scanner that follows it changes nothing."""
    reference = make.booked(company, make.a_block(BEFORE))
    make.a_block(AFTER)
    work()
    found = [LINK.search(part) for part in parts(the_mail(server)).values()]
    text, html, calendar = found
    assert text
    assert html
    assert text[1] == html[1]
    assert calendar is None, "a calendar is shown to others: there the visit's page asks to sign in"
    page = Client().get(text[1])
    assert page.status_code == 200
    assert "12月3日（周四）" in page.content.decode()
    assert make.visit(reference).version == 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_text_says_everything_that_the_html_says(server, company, language):
    set_language(language, actor=company.actor)
    reference = make.booked(company, make.a_block(BEFORE))
    work()
    move(reference, company, location="harbour")
    work()
    cancel_appointment(reference, actor=make.staff())
    work()
    assert len(server.taken) == 3
    for mail in server.taken:
        both = parts(mail)
        read = Words(both["text/html"])
        plain = " ".join(both["text/plain"].split())
        assert [said for said in read.said if said not in plain] == []
        assert [link for link in read.links if link.removeprefix("tel:") not in plain] == []


def test_it_is_written_in_the_language_of_whoever_reads_it(server, company):
    other = make.colleague(company)
    set_language("en", actor=other.actor)
    make.booked(company, make.a_block(BEFORE))
    work()
    zh, en = sorted(server.taken, key=lambda mail: str(mail["Content-Language"]), reverse=True)
    assert (zh["Content-Language"], en["Content-Language"]) == ("zh-CN", "en")
    assert "Tax registration" in parts(en)["text/plain"]
    assert "Lakeside Hall" in parts(en)["text/plain"]
    assert "税务登记" not in parts(en)["text/plain"]


def test_a_move_tells_the_old_time_and_the_new_one(server, company):
    reference = make.booked(company, make.a_block(BEFORE))
    work()
    move(reference, company, location="harbour")
    work()
    mail = server.taken[-1]
    text = parts(mail)["text/plain"]
    assert subject(mail).startswith("已改约：税务登记，改到12月3日（周四）14:00")
    assert "原来的时间：12月1日（周二）09:00\n    滴水湖大厅" in text.replace("\r", "")
    assert "港城大厅" in text
    assert "最晚12月1日（周二）17:00前可以自己改。" in text


def test_a_cancelled_visit_leads_to_a_new_one(server, company):
    reference = make.booked(company, make.a_block(BEFORE))
    work()
    cancel_appointment(reference, actor=make.staff())
    work()
    text = parts(server.taken[-1])["text/plain"]
    assert "园区工作人员取消了“上海云启科技有限公司”的税务登记预约" in text
    assert "https://book.example/services/tax-registration/" in text
    assert "/l/" not in text


def test_a_closed_block_asks_for_another_day_free_of_the_rule(server, company):
    block = make.a_block(BEFORE)
    make.booked(company, block)
    work()
    on = make.at(BEFORE).date()
    closing = Closing(on=on, block=block, because="power_cut")
    close_blocks(closing, actor=make.staff("manager"))
    work()
    mail = server.taken[-1]
    text = parts(mail)["text/plain"]
    assert subject(mail).startswith("请改期：税务登记，12月1日（周二）09:00停办")
    assert "您可以随时改，不限次数，也不用说明原因" in text
    assert LINK.search(text)


def test_who_did_not_come_hears_of_it_once_the_counter_can_not_take_it_back(server, company, park):
    reference = make.booked(company, make.a_block("2026-11-25 09:00"))
    work()
    server.taken.clear()
    park.move_to(make.at("2026-11-25 11:05"))
    clerk = make.staff()
    mark_no_show(reference, actor=clerk)
    work()
    assert server.taken == []
    undo_last_act(reference, what="no_show", actor=clerk)
    park.move_to(make.at("2026-11-25 11:10"))
    work()
    assert server.taken == [], "it was a slip"
    mark_no_show(reference, actor=clerk)
    park.move_to(make.at("2026-11-25 11:12"))
    work()
    assert "已记为未到场" in parts(the_mail(server))["text/plain"]


def test_the_work_repeated_sends_nothing_twice(server, company):
    """J4."""
    make.booked(company, make.a_block(BEFORE))
    work()
    for _ in range(2):
        Job.objects.update(done_at=None, lease_until=None)
        work()
    assert len(server.taken) == 1


def test_two_people_with_one_mailbox_get_one_mail(server, company):
    from gaiyue.people.models import Account

    other = make.colleague(company)
    Account.objects.filter(pk=other.account).update(email=address(company).upper())
    make.booked(company, make.a_block(BEFORE))
    work()
    assert "您为“上海云启科技有限公司”约好了" in parts(the_mail(server))["text/plain"]


@pytest.mark.parametrize("who", [0, 1])
def test_a_mailbox_of_two_hears_that_they_did_it_whoever_of_them_it_was(server, company, who):
    from gaiyue.people.models import Account

    both = (company, make.colleague(company))
    Account.objects.filter(pk=both[1].account).update(email=address(company))
    make.booked(both[who], make.a_block(BEFORE))
    work()
    assert "您为“上海云启科技有限公司”约好了" in parts(the_mail(server))["text/plain"]


def test_who_has_left_the_company_meanwhile_gets_none(server, company):
    from gaiyue.people.remove_member import remove_member

    other = make.colleague(company)
    make.booked(company, make.a_block(BEFORE))
    server.at_sender = "451 later"
    work()
    remove_member(other.account, enterprise=company.code, actor=company.actor)
    server.at_sender = "250 fine"
    Job.objects.update(run_at=make.MONDAY)
    work()
    assert [str(mail["To"]) for mail in server.taken] == [address(company)]
    assert Row.objects.get(recipient=address(other), channel="email").state == "stale"


def test_what_is_sent_is_kept_as_text_alone(server, company):
    """100,000 visits are some hundred thousand mails: their HTML is made once more when somebody asks."""
    make.booked(company, make.a_block(BEFORE))
    work()
    row = Row.objects.get(channel="email")
    assert "约好了税务登记" in row.text
    assert (row.html, row.calendar) == ("", "")


def test_a_mail_is_what_the_standards_say(server, company):
    """No defect for a strict reader, no line over 998 octets, every part of it in seven bits."""
    make.booked(company, make.a_block(BEFORE))
    work()
    raw = bytes(the_mail(server))
    read = cast(EmailMessage, message_from_bytes(raw, policy=strict))
    assert [part.defects for part in read.walk() if part.defects] == []
    assert max(len(line) for line in raw.splitlines()) <= 998
    assert raw.isascii()
    kinds = [part.get_content_type() for part in read.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "text/calendar",
        "application/ics",
    ]
    picture = next(part for part in read.walk() if part.get_content_type() == "image/png")
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in parts(read)["text/html"]


def test_planning_asks_the_same_for_two_people_and_for_twenty(
    server, company, django_assert_max_num_queries
):
    from gaiyue.eventlog.models import Event
    from gaiyue.jobs.claim import Claimed
    from gaiyue.notify.plan import plan_notices

    counts = []
    for more in (1, 19):
        for _ in range(more):
            make.colleague(company)
        reference = make.booked(company, make.a_block(f"2026-12-0{len(counts) + 1} 09:00"))
        event = Event.objects.get(kind="appointment.booked", subject=reference).pk
        with django_assert_max_num_queries(30) as asked:
            plan_notices(Claimed(0, make.PARK, "message.plan", "", {"event": event}, 1, 1))
        counts.append(len(asked))
        cancel_appointment(reference, actor=company.actor)
    assert counts[0] == counts[1]
