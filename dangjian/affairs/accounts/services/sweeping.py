"""Removing what is over and holds nothing that anyone would look for."""

from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session
from django.db import transaction

from dangjian.access.models import Failure, OnceKey
from dangjian.affairs.accounts.models import Sheet

FORMS_KEPT: Final = timedelta(days=3)
SHEETS_KEPT: Final = timedelta(days=1)


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Remove sessions that are over, guesses of yesterday, the keys of forms sent days ago; returns how many.

    Slips that nobody put away after printing lose what their codes come from.
    """
    Sheet.objects.filter(closed_at=None, issued_at__lt=at - SHEETS_KEPT).update(closed_at=at, seed=None)
    over = (
        Session.objects.filter(expire_date__lt=at),
        Failure.objects.filter(first_at__lt=at - timedelta(days=1)),
        OnceKey.objects.filter(made_at__lt=at - FORMS_KEPT),
    )
    return sum(rows.delete()[0] for rows in over)
