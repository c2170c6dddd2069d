"""Whom a token acts as."""

from typing import Literal

from django.utils.translation import gettext_noop as _
from pydantic import Field

from gaiyue.api.schemas.appointments import Named
from gaiyue.api.schemas.words import Moment, Outgoing
from gaiyue.people.bearer import Bearer


class Me(Outgoing):
    """Whom the token acts as, and until when."""

    park: str = Field(examples=["lingang"])
    acts_as: Literal["company", "staff"]
    role: str = Field(description=_("权限表里的角色。"), examples=["owner"])
    enterprise: Named | None = Field(description=_("企业的令牌只代表这一家企业。"))
    token: str = Field(description=_("令牌的名称。"))
    expires_at: Moment

    @classmethod
    def of(cls, bearer: Bearer) -> "Me":
        """What the authorization has found out."""
        company = bearer.enterprise
        return cls(
            park=bearer.actor.park,
            acts_as="company" if company else "staff",
            role=bearer.actor.role,
            enterprise=Named(code=company, name=bearer.enterprise_name) if company else None,
            token=bearer.name,
            expires_at=bearer.expires_at,
        )
