"""allauth's row of an account's e-mail address: it keeps there whether the address was proven."""

from typing import Any

from allauth.account.models import EmailAddress


def note_address(account: Any, address: str) -> EmailAddress:
    """The row of the address, made where there is none yet: unproven until a code comes back."""
    first = not EmailAddress.objects.filter(user=account, primary=True).exists()
    row, _ = EmailAddress.objects.get_or_create(
        user=account, email=address, defaults={"primary": first}
    )
    return row


def prove_address(account: Any, address: str) -> None:
    """Keep that the person reads mail there."""
    row = note_address(account, address)
    if not row.verified:
        row.verified = True
        row.save(update_fields=["verified"])
