"""Whose rights a change of the tree touches: their epochs rise in the same transaction."""

from collections.abc import Iterable
from datetime import date

from dangjian.access import paths
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.organizations.models import Organization
from dangjian.channels.inbox.holders import holders


def renew_within(*, body: Organization, on: date, others: Iterable[int] = ()) -> None:
    """Raise the epochs of those who hold a post at or below ``body`` or are at home there, and at ``others``.

    ``body`` is as it stands now. Part of another service, which writes the audit row.
    """
    inside = Organization.objects.at_or_below(body).values_list("pk", flat=True)
    ids = set(
        Account.objects.filter(org_path__gte=body.path, org_path__lt=paths.following(body.path)).values_list(
            "pk", flat=True
        )
    )
    ids |= holding([*inside, *others], on)
    raise_epoch(account_ids=ids)


def holding(bodies: Iterable[int], on: date) -> set[int]:
    """Return the accounts of all who hold any post at these bodies."""
    found = holders(list(bodies), [role.value for role in Role], on)
    return {account for accounts in found.values() for account in accounts}


def losing_or_gaining(old_path: str, new_path: str) -> list[int]:
    """Return the bodies above only one of two places: theirs is the subtree that came or went."""
    old, new = set(paths.ancestors(old_path)[:-1]), set(paths.ancestors(new_path)[:-1])
    return list(Organization.objects.filter(path__in=old ^ new).values_list("pk", flat=True))
