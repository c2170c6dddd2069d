"""Who may do what, to whose, in one table. A test walks every deed and every page with every role."""

from enum import StrEnum

from gaiyue.base.actor import Actor


class Whose(StrEnum):
    """Whose things a role may touch."""

    OWN = "own"
    ANY = "any"


class May(StrEnum):
    """What can be done."""

    SEE_VISIT = "visit.see"
    BOOK_VISIT = "visit.book"
    MOVE_VISIT = "visit.move"
    CANCEL_VISIT = "visit.cancel"
    PREPARE_VISIT = "visit.prepare"
    RECEIVE_VISIT = "visit.receive"
    SEE_BOARD = "board.see"
    PLAN_BLOCKS = "blocks.plan"
    PUBLISH_RULES = "rules.publish"
    KEEP_CALENDAR = "calendar.keep"
    READ_RECORD = "record.read"
    KEEP_SERVICES = "services.keep"
    KEEP_ENTERPRISES = "enterprises.keep"
    KEEP_MEMBERS = "members.keep"
    KEEP_PROFILE = "profile.keep"
    MERGE_ENTERPRISES = "enterprises.merge"
    EMPLOY = "staff.employ"
    KEEP_ADMINISTRATORS = "administrators.keep"
    KEEP_TOKENS = "tokens.keep"
    OPEN_PARK = "park.open"


_COMPANY = {May.SEE_VISIT, May.BOOK_VISIT, May.MOVE_VISIT, May.CANCEL_VISIT}
_OWNER = {May.KEEP_MEMBERS, May.KEEP_PROFILE}
_DESK = {*_COMPANY, *_OWNER, May.RECEIVE_VISIT, May.SEE_BOARD, May.KEEP_ENTERPRISES}
_LEAD = {*_DESK, May.PLAN_BLOCKS, May.KEEP_SERVICES, May.MERGE_ENTERPRISES, May.READ_RECORD}
_HEAD = {*_LEAD, May.PUBLISH_RULES, May.KEEP_CALENDAR, May.EMPLOY, May.KEEP_TOKENS}

TABLE: dict[str, tuple[Whose, frozenset[May]]] = {
    "visitor": (Whose.OWN, frozenset()),
    "member": (Whose.OWN, frozenset({*_COMPANY, May.PREPARE_VISIT})),
    "owner": (Whose.OWN, frozenset({*_COMPANY, May.PREPARE_VISIT, *_OWNER, May.KEEP_TOKENS})),
    "link_holder": (Whose.OWN, frozenset({May.SEE_VISIT, May.MOVE_VISIT, May.CANCEL_VISIT})),
    "clerk": (Whose.ANY, frozenset(_DESK)),
    "specialist": (Whose.ANY, frozenset(_DESK)),
    "supervisor": (Whose.ANY, frozenset(_LEAD)),
    "manager": (Whose.ANY, frozenset(_HEAD)),
    "administrator": (Whose.ANY, frozenset({*_HEAD, May.KEEP_ADMINISTRATORS})),
    "system": (Whose.ANY, frozenset(May)),
}
"""Role → whose things, and what may be done with them. A role that is not here may do nothing."""

FOR_OWNERS: frozenset[May] = frozenset({*_OWNER, May.KEEP_TOKENS})
"""What of a company only the person in charge of that very company may do; `access_enterprise` looks that up."""


def may(actor: Actor, what: May, *, of: str = "") -> bool:
    """Whether the actor may do it; `of` is the code of whom the thing belongs to (an enterprise, or a visit)."""
    whose, allowed = TABLE.get(actor.role, (Whose.OWN, frozenset()))
    if what not in allowed:
        return False
    return whose is Whose.ANY or of in actor.scope
