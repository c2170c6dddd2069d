"""Made-up facts for the samples of mails: a visit some days ahead under the park's own rules, an invitation."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from django.urls import reverse

from gaiyue.base import clock
from gaiyue.booking.facts import Rules
from gaiyue.booking.queries.services import LocationRow, MaterialRow, ServiceRow
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.states import State
from gaiyue.notify import visit_words as words
from gaiyue.notify.addresses import address_in
from gaiyue.notify.visit_mail import Links
from gaiyue.people.invitations import InvitationRow
from gaiyue.policy.rules.notice import change_deadline

REFERENCE: Final = "7KQ2MX4TB"
READER: Final = "li@example.com"
COMPANY: Final = "上海云启科技有限公司"
WORKING_DAYS_AHEAD: Final = 10

PLACE: Final = LocationRow(
    code="sample",
    name_zh="一号楼办事大厅",
    name_en="Building 1 Service Hall",
    address_zh="环湖西二路888号一层",
    address_en="888 West Huanhu Second Road, ground floor",
    counters_zh=("3号窗口",),
    counters_en=("Counter 3",),
)
SERVICE: Final = ServiceRow(
    code="sample",
    name_zh="税务登记",
    name_en="Tax registration",
    summary_zh="",
    summary_en="",
    minutes=30,
    department="",
    phone="021-5555 0101",
    is_offered=True,
    materials=(
        MaterialRow(
            "营业执照副本", "Business licence (duplicate)", "原件", "original", is_required=True
        ),
        MaterialRow("经办人身份证", "Identity card of the person coming", "", "", is_required=True),
        MaterialRow(
            "授权委托书",
            "Letter of authority",
            "法定代表人本人来的不用带",
            "not needed when the legal representative comes in person",
            is_required=False,
        ),
    ),
    locations=(PLACE,),
)
"""A service that is like those of most parks; its codes are of none."""


def sample_visit(kind: str, rules: Rules) -> VisitRow:
    """A visit some days ahead; the reminder of the visit itself is sent on the day before it."""
    ahead = 1 if kind == words.VISIT_SOON else WORKING_DAYS_AHEAD
    on = rules.calendar.add_working_days(clock.today() + timedelta(days=1), ahead - 1)
    starts_at = datetime.combine(on, time(9), tzinfo=clock.ZONE)
    until = change_deadline(starts_at, limits=rules.limits, calendar=rules.calendar)
    row = VisitRow(
        reference=REFERENCE,
        state=State.BOOKED,
        enterprise="",
        enterprise_name=COMPANY,
        service=SERVICE.code,
        service_zh=SERVICE.name_zh,
        service_en=SERVICE.name_en,
        location=PLACE.code,
        location_zh=PLACE.name_zh,
        location_en=PLACE.name_en,
        address_zh=PLACE.address_zh,
        address_en=PLACE.address_en,
        block=0,
        on=on,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        is_open=kind != words.MOVE_OPENED,
        moves=1 if kind == words.MOVED else 0,
        change_until=until.at,
        contact_name="",
        contact_phone="",
        version=2,
    )
    states = {words.CANCELLED: State.CANCELLED, words.NO_SHOW: State.NO_SHOW}
    return replace(row, state=states.get(kind, State.BOOKED))


def sample_links(park: str) -> Links:
    """Like real ones, and open nothing."""
    link = f"/l/{REFERENCE}.sample"
    page, change = (reverse(name, args=[REFERENCE]) for name in ("appointment", "move"))
    return Links(
        change=address_in(park, f"{link}{change}"),
        page=address_in(park, f"{link}/"),
        again=address_in(park, reverse("services")),
        plain=address_in(park, page),
        qr=address_in(park, reverse("visit_door", args=[REFERENCE])),
        choices=address_in(park, reverse("mail_choices")),
    )


def sample_invitation(language: str) -> InvitationRow:
    now = clock.now()
    return InvitationRow(
        id=0,
        email=READER,
        role="member",
        enterprise="",
        enterprise_name=COMPANY,
        is_verified=True,
        inviter_zh="",
        inviter_en="",
        is_by_park=False,
        language=language,
        path=reverse("invitation", args=["sample"]),
        invited_at=now,
        expires_at=now + timedelta(days=14),
        ended_at=None,
    )
