"""What the room records."""

from dataclasses import dataclass
from datetime import datetime

from gaiyue.eventlog.kinds import Code, Digest, kind


@kind("policy.published")
@dataclass(frozen=True, slots=True)
class PolicyPublished:
    """An edition of the limits was made; `digest` is the sha256 of its limits."""

    service: Code
    number: int
    effective_from: datetime
    digest: Digest
    note: Code


@kind("policy.withdrawn")
@dataclass(frozen=True, slots=True)
class PolicyWithdrawn:
    """An edition was taken back before it came into force."""

    service: Code
    number: int
    effective_from: datetime


@kind("policy.follows_park")
@dataclass(frozen=True, slots=True)
class PolicyFollowsPark:
    """From that moment on the park's rules decide about the service, which gave up its own."""

    service: Code
    number: int
    effective_from: datetime
