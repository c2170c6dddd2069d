"""The history of a visit in plain words."""

from django.utils.translation import override

from gaiyue.api.history import entries
from gaiyue.booking import correct_contact, events  # noqa: F401 - they declare the kinds
from gaiyue.booking.book import book_appointment
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.booking.queries.visits import visit
from gaiyue.eventlog.kinds import all_kinds
from gaiyue.people.bearer import bearer_of
from gaiyue.people.issue_token import NewToken, issue_token
from gaiyue.web.shared.history import SENTENCES, show_history
from tests import make


def test_everything_that_can_happen_to_a_visit_has_a_sentence():
    about_visits = ("appointment.", "contact.", "link.")
    assert set(SENTENCES) == {kind for kind in all_kinds() if kind.startswith(about_visits)}


def test_a_history_says_what_happened_why_and_by_whom_in_roles(park):
    """D5: who, when and why, without a name."""
    company, clerk = make.a_company(), make.staff()
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    target = make.a_block("2026-11-27 14:00")
    why = Statement("travel", "周四出差")
    move_appointment(reference, to_block=target, actor=company.actor, statement=why)
    cancel_appointment(reference, actor=clerk)

    with override("zh-hans"):
        shown = show_history(reference, actor=company.actor, reasons={"travel": "临时出差"})

    assert [(entry.actor_label, entry.detail) for entry in shown] == [
        ("窗口人员", ""),
        ("您本人", "原因：临时出差。周四出差"),
        ("您本人", ""),
    ]
    assert "从11月26日（周四）09:00改到11月27日（周五）14:00" in shown[1].text
    with override("zh-hans"):
        assert show_history(reference, actor=clerk, reasons={})[1].actor_label == "企业经办人"


def test_a_history_names_the_program_that_acted(park):
    """J3: by its token's name for the company and for staff; another company's people learn that it was one."""
    company = make.a_company()
    new = NewToken(name="财务系统", days=90, enterprise=company.code)
    token = issue_token(new, actor=company.actor)
    program = bearer_of(token.secret, park=make.PARK).actor
    reference = book_appointment(make.a_block(), enterprise=company.code, actor=program)
    with override("zh-hans"):
        for actor, said in (
            (company.actor, "财务系统（接口）· 您本人"),
            (make.staff("clerk"), "财务系统（接口）· 企业经办人"),
            (make.link_holder(reference), "接口 · 企业经办人"),
        ):
            assert show_history(reference, actor=actor, reasons={})[0].actor_label == said
    assert entries(visit(reference, actor=company.actor), actor=company.actor)[0].via == "财务系统"


def test_what_was_booked_past_its_own_deadline_was_never_to_be_changed(park):
    """B4: no promise about a time that is gone already."""
    company = make.a_company()
    soon, later = make.a_block("2026-11-23 14:00"), make.a_block("2026-11-26 09:00")
    late = make.booked(company, soon)
    early = make.booked(make.a_company(), later)
    with override("zh-hans"):
        said = [show_history(one, actor=make.HOUSE, reasons={})[0].text for one in (late, early)]
    assert "自己修改的截止时间当时已过" in said[0]
    assert "之前可以自己修改" in said[1]
