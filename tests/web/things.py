"""What the walk over all addresses finds there: two companies of one park, another park, and what belongs to none."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.test import override_settings

from gaiyue.base.actor import Actor, system
from gaiyue.booking.add_session import Session, add_session
from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.book import Contact, book_appointment
from gaiyue.booking.links import token_of
from gaiyue.booking.models import Counter, Material
from gaiyue.booking.open_location import NewLocation, open_location
from gaiyue.booking.open_service import NewCounter, NewMaterial, NewService, open_service
from gaiyue.jobs.claim import Claimed
from gaiyue.notify.deliver import deliver
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import DELIVER, Mail, post_mail
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_department import add_department
from gaiyue.people.add_member import add_member
from gaiyue.people.companies import company
from gaiyue.people.correct_enterprise import CompanyData, correct_enterprise
from gaiyue.people.employ import employ
from gaiyue.people.invitations import invitation_of
from gaiyue.people.invite import NewInvitation, invite
from gaiyue.people.issue_token import NewToken, issue_token
from gaiyue.people.masking import Field
from gaiyue.people.open_park import NewDepartment
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from tests import make
from tests.notify.relay import relay

ELSEWHERE = "waigaoqiao"


@dataclass(frozen=True, slots=True)
class Things:
    """One of each kind that an address can mean; the names are the kinds."""

    visit: str
    link: str
    company: str
    person: int
    invitation: int
    token: str
    colleague: int
    department: str
    service: str
    place: str
    counter: int
    material: int
    edition: int
    block: int
    template: int
    mail: int
    stuck: int
    program: int
    system: int


PRIVATE = frozenset({"visit", "link", "company", "person", "invitation", "token", "program"})
"""Kinds that belong to one company; all others belong to the park."""

ABSENT = Things(
    visit="7KQ2MX4TG",
    link="222222222.1.aaaaaaaaaaaaaaaaaaaaaa",
    company="E222222222",
    person=999_999,
    invitation=999_999,
    token="999999-" + 40 * "a",
    colleague=999_999,
    department="no-such",
    service="no-such",
    place="no-such",
    counter=999_999,
    material=999_999,
    edition=999_999,
    block=999_999,
    template=999_999,
    mail=999_999,
    stuck=999_999,
    program=999_999,
    system=999_999,
)


@dataclass(frozen=True, slots=True)
class Firm:
    """A company with a person in charge, a plain member, a visit and an invitation; and its words, by field."""

    name: str
    owner: Actor
    member: Actor
    things: Things
    invited: str
    words: dict[Field, set[str]]
    """What must not be read by who may not see the field; `name` by nobody else than the firm and staff."""


def three_firms() -> tuple[Firm, Firm, Firm]:
    """Opens two parks with a company of one's own and a foreign one in the first, and one elsewhere."""
    make.a_park()
    make.a_park(code=ELSEWHERE)
    here = of_the_park(make.PARK, prefix="here")
    there = of_the_park(ELSEWHERE, prefix="hidden")
    return a_firm(1, here), a_firm(2, here), a_firm(3, there, park=ELSEWHERE)


def a_firm(number: int, of_park: dict[str, Any], *, park: str = make.PARK) -> Firm:
    """Everything about it is unmistakable: `number` is in each name, address and number."""
    house = system(park, "test")
    name, contact = f"绝密{number}号科技有限公司", Contact(f"隐{number}联络", f"1391234000{number}")
    made = make.a_company(name, park=park)
    data = CompanyData(
        name=name,
        industry="集成电路",
        size="small",
        contact_name=contact.name,
        contact_phone=contact.phone,
    )
    correct_enterprise(made.code, data=data, actor=house)
    people: list[tuple[Actor, NewPerson]] = []
    for role, name_of in (("owner", f"隐{number}掌门"), ("member", f"隐{number}经办")):
        address = f"secret-{role}-{number}@{park}.example"
        phone = f"1371234{len(people)}00{number}"
        person = NewPerson(login=address, name=name_of, phone=phone)
        account = add_member(person, enterprise=made.code, role=role, actor=house)
        scope = frozenset({made.code})
        people.append((Actor(park, f"account:{account}", role, scope), person))
    (owner, first), (member, second) = people
    visit = book_appointment(of_park["block"], enterprise=made.code, actor=owner, contact=contact)
    invited = f"invited-{number}@{park}.example"
    new = NewInvitation(email=invited, role="member")
    invitation = invite(new, enterprise=made.code, actor=owner)
    things = Things(
        visit=visit,
        link=token_of(visit, actor=owner),
        company=made.code,
        person=int(member.code.removeprefix("account:")),
        invitation=invitation,
        token=invitation_of(park, invitation).path.rstrip("/").rsplit("/", 1)[1],
        program=issue_token(NewToken(name="ERP", days=30, enterprise=made.code), actor=owner).id,
        stuck=a_refused_mail(first.login, park=park),
        **of_park,
    )
    words = {
        Field.CONTACT_NAME: {contact.name},
        Field.CONTACT_PHONE: {contact.phone},
        Field.MEMBER_NAME: {first.name, second.name},
        Field.MEMBER_EMAIL: {first.login, second.login, invited},
        Field.MEMBER_PHONE: {first.phone, second.phone},
        Field.CREDIT_CODE: {company(made.code, actor=house).credit_code},
    }
    return Firm(name, owner, member, things, invited, words)


def a_refused_mail(to: str, *, park: str) -> int:
    """A mail that the server would not take for its recipient, whom it names in its answer."""
    mail = Mail(to=to, subject="信", text="信", language="zh-hans")
    post_mail(mail, park=park, key=f"refused:{to}")
    with relay() as server:
        server.at_recipient = f"550 5.1.1 <{to}>: no such user"
        with override_settings(GAIYUE_SMTP=f"smtp://127.0.0.1:{server.port}"):
            deliver(Claimed(0, park, DELIVER, "", {"message": f"refused:{to}"}, 1, 1))
    return Message.objects.get(park=park, recipient=to, state="failed").pk


def of_the_park(park: str, *, prefix: str) -> dict[str, Any]:
    """What belongs to the park itself, opened there under codes of its own."""
    house, code = system(park, "test"), f"{prefix}-one"
    names: dict[str, Any] = {"name_zh": f"{prefix}号", "name_en": f"{prefix} One"}
    add_department(NewDepartment(code=code, **names), actor=house)
    place = NewLocation(code=code, address_zh="一号", address_en="1", **names)
    open_location(place, actor=house)
    open_service(
        NewService(
            code=code,
            summary_zh="办理",
            summary_en="Done",
            minutes=30,
            department=code,
            phone="021-5555 0101",
            materials=(NewMaterial(name_zh="执照", name_en="Licence"),),
            counters=(NewCounter(location=code, name_zh="1号窗口", name_en="Counter 1"),),
            **names,
        ),
        actor=house,
    )
    starts = make.at("2026-11-26 09:00")
    session = Session(code, code, starts, starts + timedelta(hours=2), 3)
    weekly = NewTemplate(
        service=code,
        location=code,
        weekday=4,
        opens=time(9),
        closes=time(11),
        capacity=2,
        valid_from=date(2026, 12, 1),
    )
    editions = [
        publish_edition(park, code, limits=Limits(), actor=house)
        for _ in range(len(prefix) // 3)  # other numbers in another park
    ]
    login = f"staff-{prefix}@{park}.example"
    staff = NewPerson(login=login, name="窗口甲", phone=f"1361234{len(prefix):04d}")
    mail = Mail(to=f"mail-{prefix}@{park}.example", subject="信", text="信", language="zh-hans")
    post_mail(mail, park=park, key=prefix)
    colleague = employ(staff, department=code, role="clerk", actor=house)
    return {
        "colleague": colleague,
        "system": issue_token(NewToken(name="系统", days=30, account=colleague), actor=house).id,
        "department": code,
        "service": code,
        "place": code,
        "counter": Counter.objects.get(park=park, service__code=code).pk,
        "material": Material.objects.get(park=park, service__code=code).pk,
        "edition": editions[-1].number,
        "block": add_session(session, actor=house),
        "template": add_template(weekly, actor=house),
        "mail": Message.objects.get(park=park, recipient=mail.to).pk,
    }
