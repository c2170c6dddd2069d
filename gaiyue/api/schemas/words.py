"""The small types that all schemas are made of: ids, codes, days, moments, plain text."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Final

from annotated_types import Ge, Le
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from gaiyue.base import clock
from gaiyue.base.plain_text import one_line
from gaiyue.booking.contact import read_phone

BIGGEST: Final = 2**63 - 1
"""No id of a row is above it, on any engine."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,19}", re.ASCII)


class Incoming(BaseModel):
    """What a program sends: a field that we don't know is refused, never ignored."""

    model_config = ConfigDict(extra="forbid")


class Outgoing(BaseModel):
    """What a program gets; made by us, so that nothing is read twice."""

    model_config = ConfigDict(frozen=True)


def _number(typed: Any) -> Any:
    if isinstance(typed, str) and not _NUMBER.fullmatch(typed):
        raise PydanticCustomError("int_parsing", "a number")
    return typed


def _day(typed: Any) -> Any:
    if isinstance(typed, str) and not _DAY.fullmatch(typed):
        raise PydanticCustomError("date_parsing", "a day")
    return typed


def _phone(typed: str) -> str:
    if read_phone(one_line(typed)) is None:
        raise PydanticCustomError("phone", "a number that can be dialled")
    return typed


def _filled(typed: str) -> str:
    if not one_line(typed):
        raise PydanticCustomError("blank", "blank")
    return typed


Id = Annotated[int, Field(strict=True, ge=1, le=BIGGEST)]
"""An id in a body."""

IdInAddress = Annotated[int, Ge(1), Le(BIGGEST), BeforeValidator(_number)]
"""An id in a path or a query."""

Day = Annotated[date, BeforeValidator(_day)]
"""A day of the park, in a query."""

CODE: Final = r"^[A-Za-z0-9_-]{1,64}$"
KEY_HEADER: Final = "Idempotency-Key"
KEY: Final = r"^[!-~]{1,128}$"

Code = Annotated[str, StringConstraints(pattern=CODE)]
"""A word of the house: a service, a location, a company."""

Key = Annotated[
    str, Field(min_length=1, pattern=KEY, examples=["3f1c9a52-6a0e-4f5e-9a7d-5f0a4f2f9b10"])
]
"""The key of a request: visible signs without blanks, e.g. a UUID."""

Filled = AfterValidator(_filled)
"""More than blanks."""

Dialled = AfterValidator(_phone)
"""What the counter can dial."""

Moment = Annotated[datetime, AfterValidator(clock.local)]
"""A moment on the park's clock, with its offset."""

Fact = str | int | bool | Moment | date | list[str]
"""What a sentence was filled with."""
