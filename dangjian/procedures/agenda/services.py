"""The morning's delivery: remind of due dates, then make the digests, on workdays and in daytime only."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from django.db import transaction

from dangjian.channels.inbox.models import DigestRun
from dangjian.channels.inbox.services import make_digests
from dangjian.foundation.time import as_day
from dangjian.procedures.calendar.rules import delivery_on, is_workday, within_quiet_hours

Reminder = Callable[[date, datetime], object]
_reminders: Final[list[Reminder]] = []


def remind_by(reminder: Reminder) -> None:
    """Register, once, who announces reminders before a day's digest; it is given the day and the digest's moment."""
    if reminder not in _reminders:
        _reminders.append(reminder)


@transaction.atomic
def deliver(*, at: datetime) -> DigestRun | None:
    """Make the digest of the day of `at` if it is time and not yet done; None where there is nothing to do."""
    day = as_day(at)
    is_time = is_workday(day) and at >= delivery_on(day) and not within_quiet_hours(at)
    if not is_time or DigestRun.objects.filter(day=day).exists():
        return None
    for reminder in _reminders:
        reminder(day, delivery_on(day))
    return make_digests(on=day, at=delivery_on(day))
