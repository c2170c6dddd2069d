"""Who asks: a token in the Authorization header and nothing else, and how often it may."""

import time
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from gaiyue.api.guesses import count_wrong_token, refuse_a_guesser
from gaiyue.api.problems import Problem
from gaiyue.base.actor import Actor
from gaiyue.base.shared_count import SharedCount
from gaiyue.people.bearer import Bearer, bearer_of, note_use

PER_S = 60
CHALLENGE = 'Bearer realm="gaiyue"'
LONGEST = 200


class Asked(HttpRequest):
    """A request of the API: in which park, with which token, and whom that acts as."""

    park: str
    bearer: Bearer
    actor: Actor


class Token(HttpBearer):
    """The only way in; a session of the pages opens nothing here, so that no other site can send a request."""

    def __call__(self, request: HttpRequest) -> Any:
        """Whoever the token acts as; a problem for none, for a bad one, and for too many requests."""
        scheme, _space, secret = request.headers.get("Authorization", "").strip().partition(" ")
        if not secret or scheme.lower() != self.openapi_scheme:
            raise _unknown(
                "token.missing", _("请带上请求头 Authorization: Bearer 和您的令牌。"), ""
            )
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:
        """Look the token up, count the request or the wrong token, and note now and then that the token is in use."""
        mine = cast(Asked, request)
        key = f"{mine.park}:{token}"
        refuse_a_guesser(mine, park=mine.park, known_as=key)
        found = bearer_of(token[:LONGEST], park=mine.park)
        if found is None:
            count_wrong_token(mine, park=mine.park)
            said = _("这个令牌不能用：可能写错了、已停用、已到期，或者它的主人不再代这家企业办事。")
            raise _unknown("token.invalid", said, ', error="invalid_token"')
        refuse_a_flood(key)
        if found.is_due:
            note_use(found.token, park=mine.park)
        mine.bearer, mine.actor = found, found.actor
        return found


def refuse_a_flood(key: str) -> None:
    """Count the request of whoever has this key; a problem once their minute is used up."""
    counts, now = SharedCount(settings.GAIYUE_API_COUNTS, PER_S), time.time()
    if counts.add(key, now=now) <= settings.GAIYUE_API_RATE:
        return
    wait = counts.seconds_left(now=now)
    said = _("这个令牌每分钟最多 %(most)s 次请求，请 %(wait)s 秒后再试。")
    facts = {"most": settings.GAIYUE_API_RATE, "wait": wait}
    raise Problem("too-many", "too_many", said % facts, headers={"Retry-After": str(wait)})


def _unknown(code: str, said: str, more: str) -> Problem:
    challenge = {"WWW-Authenticate": CHALLENGE + more}
    return Problem("unauthenticated", code, said, headers=challenge)
