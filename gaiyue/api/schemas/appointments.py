"""Visits as a program reads them, and what it sends to book, move and cancel one."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic import Field

from gaiyue.api.schemas.words import Code, Dialled, Filled, Id, Incoming, Moment, Outgoing
from gaiyue.base.actor import Actor
from gaiyue.base.languages import in_language
from gaiyue.booking.contact import NAME_LENGTH, PHONE_LENGTH
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.states import State
from gaiyue.people.masking import Field as Personal
from gaiyue.people.masking import mask

NOTE_LENGTH = 500


class Named(Outgoing):
    """A code with its name."""

    code: str
    name: str


class Place(Outgoing):
    """Where to go."""

    code: str
    name: str
    address: str


class Contact(Outgoing):
    """Whom to reach about the visit, as far as the token may see it."""

    name: str
    phone: str


class Papers(Outgoing):
    """The papers of the visit: how many are on its list, ticked off, and required but not ticked off yet."""

    total: int
    ready: int
    missing: int


class Appointment(Outgoing):
    """A visit: one company's seat in one block. Its reference stays the same when it moves."""

    reference: str = Field(examples=["7KQ2MX4TB"])
    state: State = Field(description=_("预约现在的状态。"))
    state_label: str
    version: int = Field(description=_("每变动一次加一。"))
    enterprise: Named
    service: Named
    location: Place
    block: int
    on: date
    starts_at: Moment
    ends_at: Moment
    is_closed_by_park: bool = Field(
        description=_("园区停办了这个时段，可以随时改约，不受提前天数限制。")
    )
    change_until: Moment | None = Field(
        description=_("最晚什么时候可以自己改；园区停办时和预约结束后没有。")
    )
    moves: int
    moves_left: int | None
    contact: Contact
    papers: Papers
    received_at: Moment | None
    called_at: Moment | None
    called_to: str
    ended_at: Moment | None

    @classmethod
    def of(cls, row: VisitRow, actor: Actor) -> "Appointment":
        """In the reader's language, with what the masking table lets the actor see."""
        is_booked = row.state == State.BOOKED
        return cls(
            reference=row.reference,
            state=State(row.state),
            state_label=str(State(row.state).label),
            version=row.version,
            enterprise=Named(code=row.enterprise, name=row.enterprise_name),
            service=Named(code=row.service, name=in_language(row.service_zh, row.service_en)),
            location=Place(
                code=row.location,
                name=in_language(row.location_zh, row.location_en),
                address=in_language(row.address_zh, row.address_en),
            ),
            block=row.block,
            on=row.on,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            is_closed_by_park=is_booked and not row.is_open,
            change_until=row.change_until if is_booked and row.is_open else None,
            moves=row.moves,
            moves_left=row.moves_left,
            contact=Contact(
                name=mask(row.contact_name, Personal.CONTACT_NAME, actor=actor, of=row.enterprise),
                phone=mask(
                    row.contact_phone, Personal.CONTACT_PHONE, actor=actor, of=row.enterprise
                ),
            ),
            papers=Papers(
                total=row.papers.total, ready=row.papers.ready, missing=row.papers.missing
            ),
            received_at=row.received_at,
            called_at=row.called_at,
            called_to=in_language(row.called_to_zh, row.called_to_en),
            ended_at=row.ended_at,
        )


class Appointments(Outgoing):
    """One page of visits; the Link header leads to the others."""

    items: list[Appointment]
    total: int
    page: int
    pages: int


class Board(Outgoing):
    """Every visit of a day, by the clock."""

    on: date
    items: list[Appointment]


class HistoryEntry(Outgoing):
    """Something that happened to the visit. Who did it is said by what they are, never by name."""

    at: Moment
    kind: str = Field(examples=["appointment.moved"])
    by: str = Field(description=_("谁做的：you、company、staff 或 system。"), examples=["company"])
    via: str | None = Field(
        description=_(
            "经接口办的，是所用令牌的名称，别家的令牌不写名称、为空文字；不是经接口办的为 null。"
        ),
        examples=["ERP"],
    )
    edition: str
    statement: str = Field(description=_("改约原因的编码；没有则为空。"))
    note: str
    from_starts_at: Moment | None
    to_starts_at: Moment | None


class History(Outgoing):
    """What happened to the visit, the latest first."""

    items: list[HistoryEntry]


class NewContact(Incoming):
    """Whom to reach about the visit."""

    name: Annotated[str, Filled] = Field(
        min_length=1, max_length=NAME_LENGTH, pattern=r"\S", examples=["张三"]
    )
    phone: Annotated[str, Filled, Dialled] = Field(
        min_length=1, max_length=PHONE_LENGTH, pattern=r"\S", examples=["138 0000 0000"]
    )


class NewAppointment(Incoming):
    """A visit to book."""

    block: Id = Field(description=_("时段的编号，从空余时段里选。"), examples=[4711])
    contact: NewContact
    enterprise: Code | None = Field(
        default=None,
        description=_("企业编号；企业的令牌可以不填，园区工作人员的令牌必须填。"),
    )


class NewStatement(Incoming):
    """Why the visit moves (书面说明)."""

    circumstance: Code | None = Field(
        default=None,
        description=_("原因的编码，从这项服务的特殊情况目录里选。"),
        examples=["customs_inspection"],
    )
    note: str = Field(default="", max_length=NOTE_LENGTH)


class NewMove(Incoming):
    """Where the visit moves to."""

    block: Id = Field(description=_("新时段的编号。"), examples=[4712])
    statement: NewStatement = NewStatement()


class NewCancellation(Incoming):
    """What to say about cancelling."""

    note: str = Field(default="", max_length=NOTE_LENGTH)
