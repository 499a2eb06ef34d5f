"""The one account that a notice names in place of a role."""

from collections.abc import Iterable
from datetime import date

from dangjian.affairs.accounts.models import Account
from dangjian.channels.inbox.holders import named


def holders(organization_ids: Iterable[int], roles: Iterable[str], on: date) -> dict[int, list[int]]:  # noqa: ARG001
    """Return, for each body, the accounts that are named and not switched off."""
    accounts = named(roles)
    rows = Account.objects.filter(pk__in=accounts, is_active=True).values_list("pk", flat=True)
    active = list(rows) if accounts else []
    return dict.fromkeys(organization_ids, active) if active else {}
