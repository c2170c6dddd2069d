"""Services, what is free of them, and the circumstances that a move may state."""

from datetime import date

from django.utils.translation import gettext_noop as _
from pydantic import Field

from gaiyue.api.schemas.words import Moment, Outgoing
from gaiyue.base.languages import in_english, in_language
from gaiyue.booking.queries.availability import BlockRow
from gaiyue.booking.queries.services import LocationRow, MaterialRow, ServiceRow
from gaiyue.policy.circumstances import Circumstance
from gaiyue.policy.limits import Limits
from gaiyue.policy.wording import describe_circumstance


class Material(Outgoing):
    """A paper to bring."""

    name: str
    note: str
    is_required: bool

    @classmethod
    def of(cls, row: MaterialRow) -> "Material":
        """In the reader's language."""
        return cls(
            name=in_language(row.name_zh, row.name_en),
            note=in_language(row.note_zh, row.note_en),
            is_required=row.is_required,
        )


class Location(Outgoing):
    """A building, with the counters of the service there."""

    code: str = Field(examples=["lakeside"])
    name: str
    address: str
    counters: list[str]

    @classmethod
    def of(cls, row: LocationRow) -> "Location":
        """In the reader's language."""
        return cls(
            code=row.code,
            name=in_language(row.name_zh, row.name_en),
            address=in_language(row.address_zh, row.address_en),
            counters=list(row.counters_en if in_english() else row.counters_zh),
        )


class Service(Outgoing):
    """A service with what to bring, where it is done and whom to call."""

    code: str = Field(examples=["tax-registration"])
    name: str
    summary: str
    minutes: int = Field(description=_("一次办理大约多少分钟。"), examples=[30])
    department: str
    phone: str
    is_offered: bool = Field(description=_("现在能不能预约。"))
    materials: list[Material]
    locations: list[Location]

    @classmethod
    def of(cls, row: ServiceRow) -> "Service":
        """In the reader's language."""
        return cls(
            code=row.code,
            name=in_language(row.name_zh, row.name_en),
            summary=in_language(row.summary_zh, row.summary_en),
            minutes=row.minutes,
            department=row.department,
            phone=row.phone,
            is_offered=row.is_offered,
            materials=[Material.of(one) for one in row.materials],
            locations=[Location.of(one) for one in row.locations],
        )


class Services(Outgoing):
    """Every service that can be booked, in the park's order."""

    items: list[Service]


class Block(Outgoing):
    """A stretch of time of a service at a location, with what is free of it."""

    id: int = Field(examples=[4711], description=_("预约和改约时填这个编号。"))
    on: date
    starts_at: Moment
    ends_at: Moment
    location: str
    free: int = Field(description=_("现在真正可以约到的名额；停办的时段是 0。"))
    capacity: int
    is_open: bool

    @classmethod
    def of(cls, row: BlockRow) -> "Block":
        """A row of booking."""
        return cls(
            id=row.id,
            on=row.on,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            location=row.location,
            free=row.free,
            capacity=row.capacity,
            is_open=row.is_open,
        )


class Availability(Outgoing):
    """The blocks of a service from one day to another."""

    service: str
    first: date
    last: date
    blocks: list[Block]


class CircumstanceOut(Outgoing):
    """A special circumstance (特殊情况)."""

    code: str = Field(examples=["customs_inspection"])
    name: str
    is_statement: bool = Field(description=_("改约时可以作为原因填写。"))
    decided_by: str
    evidence: str
    papers: str

    @classmethod
    def of(cls, one: Circumstance, limits: Limits) -> "CircumstanceOut":
        """In the reader's language, by the edition in force."""
        said = describe_circumstance(one)
        return cls(
            code=one.code,
            name=said.name,
            is_statement=one.code in limits.statement_reasons,
            decided_by=said.decided_by,
            evidence=said.evidence,
            papers=said.papers,
        )


class Circumstances(Outgoing):
    """The catalogue of the edition in force for a service."""

    service: str
    edition: str = Field(examples=["*/3"])
    statement_required: bool = Field(description=_("改约是否必须填写原因。"))
    items: list[CircumstanceOut]
