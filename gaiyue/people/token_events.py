"""What the record keeps of tokens: which, for whom and until when; never the secret, and the name beside the event."""

from dataclasses import dataclass
from datetime import datetime

from gaiyue.eventlog.kinds import Code, kind


@kind("token.issued")
@dataclass(frozen=True, slots=True)
class TokenIssued:
    """A program may act as this account from now on, for this company, or as staff where `enterprise` is empty."""

    token: int
    account: Code
    enterprise: Code
    expires_at: datetime


@kind("token.revoked")
@dataclass(frozen=True, slots=True)
class TokenRevoked:
    """A token opens nothing any more."""

    token: int
    account: Code
    enterprise: Code
