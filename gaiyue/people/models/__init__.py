"""The tables of people."""

from gaiyue.people.models.account import Account
from gaiyue.people.models.enterprise import Enterprise, Membership
from gaiyue.people.models.invitation import Invitation
from gaiyue.people.models.park import Department, Park
from gaiyue.people.models.staff import Staff
from gaiyue.people.models.token import Token

__all__ = [
    "Account",
    "Department",
    "Enterprise",
    "Invitation",
    "Membership",
    "Park",
    "Staff",
    "Token",
]
