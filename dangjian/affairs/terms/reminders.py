"""Reminders of the end of a term: once a threshold, 180, 90, 30 and 0 days before, or as the county set."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.terms import rules
from dangjian.affairs.terms.models import Term
from dangjian.channels.inbox.services import Receiver, remind
from dangjian.procedures.provisions.queries import by_county

TOLD: Final = (Role.SECRETARY.value, Role.BRANCH_CLERK.value)


def remind_of_ends(on: date, at: datetime) -> int:
    """Remind bodies of the end of their terms; give how many are told for the first time of a threshold."""
    usual = rules.thresholds(on, {})
    set_by = {county: rules.thresholds(on, local) for county, local in by_county("terms.reminder_days", on).items()}
    longest = max([*usual, *(days[0] for days in set_by.values() if days)], default=0)
    found: dict[tuple[int, date, int], list[Term]] = defaultdict(list)
    rows = Term.objects.current().of_open_bodies(on).filter(due_on__lte=on + timedelta(days=longest))
    for term in rows.select_related("organization").order_by("id"):
        threshold = rules.threshold_due(term.due_on, on, set_by.get(term.county_id, usual))
        if threshold is not None:
            found[term.county_id, term.due_on, threshold].append(term)
    return sum(_remind(county, due_on, threshold, terms, at) for (county, due_on, threshold), terms in found.items())


def _remind(county_id: int, due_on: date, threshold: int, terms: list[Term], at: datetime) -> int:
    receivers = [
        Receiver(
            term.organization_id,
            TOLD,
            reverse("terms:body", args=[term.organization.public_id]),
            f"term:{term.organization.public_id}:{threshold}",
        )
        for term in terms
    ]
    title = f"换届提醒：{due_on.year}年{due_on.month}月{due_on.day}日届满，请提前准备"
    return remind(by=None, county_id=county_id, receivers=receivers, title=title, due_on=due_on, at=at)
