"""A3, A10, B5: the counter finds a visit by anything, and acts for a company by the same rules."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.contact import Contact
from gaiyue.booking.correct_contact import correct_contact
from gaiyue.booking.links import token_of
from gaiyue.booking.queries.papers import papers_of
from gaiyue.booking.queries.visits import upcoming
from gaiyue.booking.tick_material import tick_materials
from gaiyue.eventlog.attempt import forget_attempts
from gaiyue.eventlog.models import Attempt
from gaiyue.people.correct_enterprise import CompanyData, correct_enterprise
from gaiyue.people.sign_in import account_of
from gaiyue.web.shared.history import show_history
from tests import make
from tests.web.test_pages import hidden


@pytest.fixture
def clerk(park) -> Client:
    account = account_of(make.PARK, int(make.staff("clerk").code.split(":")[1]))
    assert account is not None
    client = Client()
    client.force_login(account)
    return client


def text(answer):
    return answer.content.decode()


def test_a_clerk_books_moves_and_cancels_for_a_company_with_plain_forms(clerk):
    """A3, A10: the company sees it in its list, and the record says the counter did it."""
    company = make.a_company("上海云启科技有限公司")
    first, second = make.a_block("2026-11-26 09:00"), make.a_block("2026-11-27 14:00")
    args = [company.code, "tax-registration"]

    check = text(clerk.get(reverse("console_book_check", args=args), {"block": first}))
    assert "按规则可以办" in check
    assert "138****0000" in check  # a clerk sees the number of a member in part, to compare
    assert "13800000000" not in check
    form = {
        "block": first,
        "key": hidden(check, "key"),
        "enterprise": company.code,
        "contact_name": "张三",
        "contact_phone": "138 0000 0000",
    }
    answer = clerk.post(reverse("console_book_block", args=args), form)
    assert answer.status_code == 302, text(answer)
    row = upcoming(make.PARK, enterprises=[company.code]).rows[0]
    assert answer["Location"] == reverse("console_done", args=[row.reference])
    assert "已代企业约好" in text(clerk.get(answer["Location"]))

    where = {"block": second}
    check = text(clerk.get(reverse("console_move_check", args=[row.reference]), where))
    form = {"block": second, "key": hidden(check, "key"), "circumstance": "travel", "note": ""}
    answer = clerk.post(reverse("console_move", args=[row.reference]), form)
    assert "已代企业改好时间" in text(clerk.get(answer["Location"]))
    assert (make.taken(first), make.taken(second)) == (0, 1)

    page = text(clerk.get(reverse("console_cancel", args=[row.reference])))
    form = {"key": hidden(page, "key"), "note": ""}
    answer = clerk.post(reverse("console_cancel", args=[row.reference]), form)
    assert answer.status_code == 422
    assert "请写下是谁、为什么要取消" in text(answer)
    form = {"key": hidden(text(answer), "key"), "note": "企业来电取消"}
    answer = clerk.post(reverse("console_cancel", args=[row.reference]), form)
    assert answer["Location"] == reverse("console_done", args=[row.reference])
    assert make.taken(second) == 0


@pytest.mark.parametrize(
    "typed",
    ["13800000000", "+86 138-0000-0000", "１３８ ００００ ００００", "0000", "张三", "云启"],
)
def test_a_visit_is_found_by_whatever_the_caller_says(clerk, typed):
    reference = make.booked(make.a_company("上海云启科技有限公司"), make.a_block())
    page = text(clerk.get(reverse("console_find"), {"q": typed}))
    assert reverse("console_visit", args=[reference]) in page


def test_a_reference_leads_straight_to_its_visit(clerk):
    reference = make.booked(make.a_company(), make.a_block())
    typed = (reference, reference.lower(), f"https://example.com/appointments/{reference}/")
    for one in typed:
        answer = clerk.get(reverse("console_find"), {"q": one})
        assert answer["Location"] == reverse("console_visit", args=[reference])


def test_nothing_found_says_what_to_try(clerk):
    page = text(clerk.get(reverse("console_find"), {"q": "没有这一家"}))
    assert "没有找到" in page
    assert "企业名称只写其中两三个字就行" in page


def test_a_search_costs_as_many_queries_for_many_visits_as_for_one(
    clerk, django_assert_max_num_queries
):
    block = make.a_block(seats=40)
    for _ in range(12):
        make.booked(make.a_company("上海云启科技有限公司"), block)
    with django_assert_max_num_queries(20):
        assert clerk.get(reverse("console_find"), {"q": "云启"}).status_code == 200


def test_a_late_move_is_refused_to_the_counter_as_well_and_kept_once(clerk, park):
    """B5, B7: the same decision, what the counter can do, and one attempt however often it is read."""
    reference = make.booked(make.a_company(), make.a_block("2026-11-25 09:00"))
    park.move_to(make.at("2026-11-24 09:00"))
    for _ in range(3):
        answer = clerk.get(reverse("console_move", args=[reference]))
    assert answer.status_code == 409
    assert "11月23日（周一）17:00" in text(answer)
    assert "窗口今天能做的" in text(answer)
    assert [one.subject for one in Attempt.objects.all()] == [reference]
    park.move_to(make.at("2026-11-24 10:00"))
    clerk.get(reverse("console_move", args=[reference]))
    assert Attempt.objects.count() == 2
    park.move_to(make.at("2028-01-10 10:00"))
    assert forget_attempts(make.PARK) == 2


def test_the_page_of_a_visit_says_what_may_be_done_and_what_to_say(clerk, park):
    reference = make.booked(make.a_company(), make.a_block("2026-11-25 09:00"))
    assert "改约：现在可以" in text(clerk.get(reverse("console_visit", args=[reference])))
    park.move_to(make.at("2026-11-24 09:00"))
    page = text(clerk.get(reverse("console_visit", args=[reference])))
    assert "改约：现在不可以" in page
    assert "取消：现在可以" in page
    assert "对企业这样说" in page


def test_a_corrected_contact_is_found_by_its_new_number_and_leaves_no_name_behind(clerk):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    new = Contact("王五", "021-5555 0188")
    correct_contact(reference, contact=new, actor=company.actor)
    page = text(clerk.get(reverse("console_find"), {"q": "+86 21 5555 0188"}))
    assert reverse("console_visit", args=[reference]) in page
    page = text(clerk.get(reverse("console_visit", args=[reference])))
    assert "联系人或联系电话已更正" in page
    from gaiyue.eventlog.models import Detail, Event

    event = Event.objects.get(kind="contact.corrected")
    assert event.facts == {"name_changed": True, "phone_changed": True}
    assert not Detail.objects.filter(event=event).exists()


def test_a_contact_that_the_company_corrected_meanwhile_is_not_overwritten_unseen(clerk):
    """Both are shown, what was typed stays, and sent again it is saved."""
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    address = reverse("console_contact", args=[reference])
    opened = clerk.get(address)
    typed = {
        "key": "a" * 32,
        "contact_name": "赵六",
        "contact_phone": "021-5555 0199",
        "seen": opened.context["seen"],
    }
    meant = Contact("王五", "021-5555 0188")
    correct_contact(reference, contact=meant, actor=company.actor)
    late = clerk.post(address, typed)
    assert late.status_code == 409
    assert "王五" in text(late)
    assert 'value="赵六"' in late.content.decode()
    assert make.visit(reference).contact_name == "王五"
    again = typed | {"seen": late.context["seen"], "key": "b" * 32}
    assert clerk.post(address, again).status_code == 302
    assert make.visit(reference).contact_name == "赵六"


def test_a_company_finds_nothing_of_the_counters_pages(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    account = account_of(make.PARK, company.account)
    client = Client()
    client.force_login(account)
    for name, args in (
        ("console_find", []),
        ("console_visit", [reference]),
        ("console_move", [reference]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404


def test_the_company_of_a_booking_names_whom_to_call(clerk):
    """B1: the number that the company gave for calls is filled in; a member's own is for those who may see it."""
    company = make.a_company("上海云启科技有限公司")
    block = make.a_block()
    where = [company.code, "tax-registration"]
    data = CompanyData(
        name=company.name,
        industry="集成电路",
        size="small",
        contact_name="赵六",
        contact_phone="021-5555 0177",
    )
    correct_enterprise(company.code, data=data, actor=company.actor)
    page = text(clerk.get(reverse("console_book_check", args=where), {"block": block}))
    assert hidden(page, "contact_name") == "赵六"
    assert hidden(page, "contact_phone") == "021-5555 0177"


def test_a_clerk_finds_by_number_and_address_and_sees_both_in_part(clerk):
    """B1: found by what the caller says, shown as far as docs/who-may-see-what.md says."""
    company = make.a_company("上海云启科技有限公司")
    address = account_of(make.PARK, company.account).email
    for typed in ("13800000000", "0000", address, address.upper()):
        page = text(clerk.get(reverse("console_find"), {"q": typed}))
        assert company.code in page, typed
        hits = page[page.index('class="hits"') :].partition("</main>")[0]
        assert "138****" in hits
        assert "13800000000" not in hits
        assert address not in hits
    manager = Client()
    manager.force_login(account_of(make.PARK, int(make.staff("manager").code.split(":")[1])))
    assert address in text(manager.get(reverse("console_find"), {"q": "云启"}))


def test_too_many_companies_are_said_to_be_too_many(clerk, monkeypatch):
    """A10: the count of visits is of the companies that it names, and says so."""
    monkeypatch.setattr("gaiyue.web.console.visits.find.COMPANIES_AT_MOST", 2)
    block = make.a_block(seats=9)
    for name in ("启一", "启二", "启三"):
        make.booked(make.a_company(name), block)
    page = text(clerk.get(reverse("console_find"), {"q": "启"}))
    assert "预约 2 个" in page
    assert "这里只有前 2 家的预约" in page
    assert "预约 2 个" in text(clerk.get(reverse("console_find"), {"q": "启", "in": "visits"}))
    monkeypatch.setattr("gaiyue.web.console.visits.find.COMPANIES_AT_MOST", 3)
    page = text(clerk.get(reverse("console_find"), {"q": "启"}))
    assert "预约 3 个" in page
    assert "这里只有前" not in page


def test_the_page_of_a_visit_shows_papers_seats_and_the_link(clerk):
    """A10: which papers are ready by name, seats as numbers, and a link that a clerk makes dead unseen."""
    company = make.a_company()
    reference = make.booked(company, make.a_block(seats=3))
    licence, _letter = papers_of(reference, actor=company.actor)
    tick_materials(reference, ready={licence.id}, actor=company.actor)
    page = text(clerk.get(reverse("console_visit", args=[reference])))
    assert re.search(r'paper-ready">.*?已备好.*?营业执照', page, re.DOTALL)
    assert re.search(r"选带.*?委托书", page, re.DOTALL)
    assert '<b class="num">1/3</b>' in page
    assert 'data-live="board" data-live-where="on=2026-11-25&amp;location=lakeside"' in page
    address = reverse("link", args=[token_of(reference, actor=company.actor)])
    assert address not in page
    assert clerk.get(address).status_code == 200
    answer = clerk.post(reverse("revoke_link", args=[reference]))
    assert answer["Location"] == reverse("console_visit", args=[reference])
    assert clerk.get(address).status_code == 410


def test_staff_read_who_of_the_staff_did_it(park):
    """D5: a colleague reads the role, a company that it was the park."""
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    cancel_appointment(reference, actor=make.staff("supervisor"))
    shown = show_history(reference, actor=make.staff(), reasons={})
    assert shown[0].actor_label == "科室负责人"
    shown = show_history(reference, actor=company.actor, reasons={})
    assert shown[0].actor_label == "园区工作人员"


def test_what_stands_in_the_way_is_said_before_a_time_is_chosen(clerk, park):
    """A3: a live visit of the service, and a company that nobody has verified; a free company reads nothing."""
    make.a_block("2026-11-27 09:00", seats=5)
    company, unverified = make.a_company("上海云启"), make.a_company("上海海月", credit_code=None)
    choose = reverse("console_book_block", args=[company.code, "tax-registration"])
    assert clerk.get(choose).context["stands"] is None
    make.booked(company, make.a_block("2026-11-26 09:00", seats=5))
    page = clerk.get(choose)
    assert [step.code for step in page.context["stands"].next_steps] == ["move_visit"]
    assert page.context["stands"].verdict in text(page)
    assert "这家企业还没有核实" not in text(page)
    args = [unverified.code, "tax-registration"]
    for page in ("console_book_service", "console_book_block"):
        said = text(clerk.get(reverse(page, args=args[: 1 if page.endswith("service") else 2])))
        assert "这家企业还没有核实" in said
        assert reverse("console_verify", args=[unverified.code]) in said


def test_no_other_block_is_advised_where_none_helps(clerk, park):
    """A company with a live visit of the service gets no second one, whatever is opened for it."""
    company = make.a_company("上海云启科技有限公司")
    make.booked(company, make.a_block("2026-11-26 09:00"))
    other = make.a_block("2026-11-27 09:00")
    check = reverse("console_book_check", args=[company.code, "tax-registration"])
    answer = clerk.get(check, {"block": other})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "换时段或加开时段都没有用" in page
    assert "和企业一起选别的时段" not in page
