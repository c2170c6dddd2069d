"""What is said of a company when it is entered."""

from dataclasses import dataclass

from gaiyue.people.models.enterprise import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEnterprise:
    """A company to enter.

    `credit_code` is its 统一社会信用代码, None while it is still being registered. `code` is the park's own number
    of it, e.g. E00123, where the park has one; without it the company gets a short reference. The contact is whom to
    reach about the company itself.
    """

    name: str
    industry: str
    size: str
    credit_code: str | None = None
    tier: str = Tier.NORMAL.value
    code: str = ""
    contact_name: str = ""
    contact_phone: str = ""
