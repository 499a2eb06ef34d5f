"""The epoch of an account: raised with any change of posts, it ends what outlives a request."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from dangjian.affairs.accounts.models import Account


@transaction.atomic
def raise_epoch(*, account_ids: Iterable[int]) -> None:
    """Raise the epoch of these accounts: their open forms and unused cards die, their sessions stay.

    Part of another service, which writes the audit row; locks in the order of ids.
    """
    ids = sorted(set(account_ids))
    list(Account.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    Account.objects.filter(pk__in=ids).update(epoch=F("epoch") + 1)
