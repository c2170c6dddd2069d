"""The companies and people of the world: a second entry of a company, who acts for two, who for none, invitations."""

from dataclasses import dataclass

from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from gaiyue.people.companies import people_of
from gaiyue.people.invitations import invitation_of
from gaiyue.people.invite import NewInvitation, invite, withdraw_invitation
from gaiyue.people.remove_member import remove_member
from gaiyue.people.sign_in import account_of
from tests import make

TWIN_NAME = "上海临港新片区云启智能装备"


@dataclass(frozen=True, slots=True)
class People:
    """`firm` is the company's code, `twin` a second entry of it; the accounts of a colleague of the company, of an
    agent of both, of somebody who acts for none; links to somebody new, to somebody known, and one withdrawn.
    """

    firm: str
    twin: str
    colleague: int
    agent: int
    lonely: int
    new: str
    known: str
    over: str
    names: tuple[str, ...]


def make_people(company: make.Company, newcomer: make.Company) -> People:
    """By the real deeds, at the present time."""
    twin = make.a_company(TWIN_NAME, credit_code=None)
    agent = account_of(make.PARK, twin.account)
    assert agent is not None
    login = NewPerson(login=agent.login, name=agent.name)
    add_member(login, enterprise=company.code, role="member", actor=make.HOUSE)
    lonely, colleague = make.colleague(newcomer), make.colleague(company)
    remove_member(lonely.account, enterprise=newcomer.code, actor=newcomer.actor)
    new, known, over = (
        _invite(email, twin)
        for email in ("liu@example.com", "person1@example.com", "x@example.com")
    )
    withdraw_invitation(over, enterprise=twin.code, actor=twin.actor)
    _invite("somebody.with.a.very.long.address@subsidiary.of.a.company.example.com", company)
    everybody = people_of(company.code, actor=company.actor).rows
    return People(
        firm=company.code,
        twin=twin.code,
        colleague=colleague.account,
        agent=twin.account,
        lonely=lonely.account,
        new=_token(new),
        known=_token(known),
        over=_token(over),
        names=(*(one.name for one in everybody), "集成电路"),
    )


def _invite(email: str, company: make.Company) -> int:
    new = NewInvitation(email=email, role="member")
    return invite(new, enterprise=company.code, actor=company.actor)


def _token(invitation: int) -> str:
    return invitation_of(make.PARK, invitation).path.rstrip("/").rsplit("/", 1)[1]
