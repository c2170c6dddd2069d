"""Ask the API as a program does: a token for somebody, and a client that sends it."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.test import Client

from gaiyue.base.actor import Actor
from gaiyue.people.issue_token import NewToken, issue_token
from tests import make

BASE = "/api/v1"
_keys = count(1)


@dataclass(frozen=True, slots=True)
class Program:
    """A program with the token of somebody."""

    secret: str
    host: str = "testserver"
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **more: Any) -> Any:
        """GET; keyword arguments are the query, `headers` what is sent besides."""
        headers = self._headers(more.pop("headers", {}))
        return self._client().get(f"{BASE}{path}", query_params=more, headers=headers)

    def post(self, path: str, body: Any = None, *, key: str | None = "", **headers: str) -> Any:
        """POST of JSON, with a key of its own unless one is given; None sends none."""
        sent = self._headers(headers)
        if key is not None:
            sent["Idempotency-Key"] = key or f"key-{next(_keys)}"
        text = body if isinstance(body, str | bytes) else json.dumps(body or {})
        return self._client().post(
            f"{BASE}{path}", text, content_type="application/json", headers=sent
        )

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        mine = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        return {**mine, **self.headers, **more}

    def _client(self) -> Client:
        return Client(headers={"host": self.host})


def token_of(actor: Actor) -> str:
    """The secret of a new token that acts as them: a person of a company, or a member of staff."""
    if actor.scope:
        owner = Actor(actor.park, actor.code, "owner", actor.scope)
        new = NewToken(name="程序", days=30, enterprise=next(iter(actor.scope)))
        return issue_token(new, actor=owner).secret
    account = int(actor.code.removeprefix("account:"))
    new = NewToken(name="科室系统", days=30, account=account)
    return issue_token(new, actor=make.staff("manager", park=actor.park)).secret


def program_of(actor: Actor, **headers: str) -> Program:
    """A program that acts as them."""
    return Program(token_of(actor), headers=headers)


CONTACT = {"name": "张三", "phone": "138 0000 0000"}


def new_visit(block: int, **more: Any) -> dict[str, Any]:
    """The body that books a block."""
    return {"block": block, "contact": dict(CONTACT), **more}
