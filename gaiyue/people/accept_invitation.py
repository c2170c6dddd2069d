"""Say yes to an invitation: somebody who is signed in joins; somebody new gets an account and joins."""

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import Again, deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import account_id
from gaiyue.people.accounts import NewPerson, make_account
from gaiyue.people.events import MemberJoined
from gaiyue.people.invitations import is_of, open_invitation
from gaiyue.people.masking import mask_email
from gaiyue.people.models import Account, Enterprise, Invitation, Membership, Staff
from gaiyue.people.sign_in import is_taken


@deed
def accept_invitation(token: str, *, actor: Actor) -> str:
    """Let the signed-in person act for the company, whose code is returned. Who does so already just goes there.

    Only whoever was asked: the account must be the invited address's own, whoever holds the link. NotThere for a link
    that we did not send. Refusals: `invitation.over` (used or withdrawn), `invitation.expired`, `account.is_staff`,
    `invitation.for_another`.
    """
    account = Account.objects.filter(
        park=actor.park, pk=account_id(actor) or 0, is_active=True
    ).first()
    if account is None:
        raise NotThere(token)
    row = _open(actor.park, token)
    if Staff.objects.filter(park=actor.park, account=account).exists():
        raise Refusal("account.is_staff", {"login": account.login})
    if not is_of(row.email, account):
        facts = {"email": mask_email(row.email), "enterprise": row.enterprise.name}
        raise Refusal("invitation.for_another", facts)
    return _join(row, account, actor=actor)


@deed
def accept_as_new_person(token: str, *, name: str, park: str) -> int:
    """Make an account for the address that the link was sent to, let it act for the company, and return its id.

    The link itself proves the address, and only for one that nobody signs in with yet: a link that was passed on
    opens no account that is there. Refusals: those of accepting, `account.login_taken`, `account.nameless`.
    """
    row = _open(park, token)
    if is_taken(park, row.email):
        raise Refusal("account.login_taken", {"login": row.email})
    person = NewPerson(login=row.email, name=name, email=row.email, language=row.language)
    account = make_account(person, park=park)
    _join(row, account, actor=Actor(park, account.code, "member"))
    return account.pk


def _open(park: str, token: str) -> Invitation:
    """The invitation, its company locked first and read again: of two answers at once, one comes too late.

    A merge that was waited for may have moved it: then the company that it has now is the one to lock.
    """
    company = open_invitation(park, token).enterprise_id
    open_companies = Enterprise.objects.select_for_update(no_key=True).filter(merged_into=None)
    locked = open_companies.filter(park=park, pk=company).values_list("pk").first()
    row = open_invitation(park, token)
    if row.enterprise_id != company:
        raise Again
    if locked is None:
        raise Refusal("invitation.over", {"enterprise": row.enterprise.name})
    if row.ended_at is not None:
        raise Refusal("invitation.over", {"enterprise": row.enterprise.name})
    if row.expires_at <= clock.now():
        raise Refusal("invitation.expired", {"enterprise": row.enterprise.name})
    return row


def _join(row: Invitation, account: Account, *, actor: Actor) -> str:
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    company = row.enterprise
    _, is_new = Membership.objects.get_or_create(
        park=row.park, account=account, enterprise=company, defaults={"role": row.role}
    )
    if is_new:
        event = MemberJoined(enterprise=Code(company.code), invitation=row.pk, role=Code(row.role))
        record(event, subject=account.code, actor=actor)
    return company.code
