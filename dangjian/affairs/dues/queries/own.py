"""What one person pays and has paid, for themself: arrears are told to nobody else by name but the branch (P21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.affairs.dues.models import OF_MEMBERS, Assessment, Entry
from dangjian.affairs.dues.queries.rolls import accounts_by_id
from dangjian.affairs.dues.rules import months
from dangjian.affairs.dues.rules.months import Owed


@dataclass(frozen=True, slots=True)
class Own:
    """Everything of one person's dues: what is set now, all that was set, what is owed, what was paid."""

    now: Assessment | None
    assessments: Sequence[Assessment]
    owed: Sequence[Owed]
    paid: Sequence[Entry]

    @property
    def cents(self) -> int:
        """What is owed up to this month, in cents."""
        return sum(one.cents for one in self.owed)


def own(person_id: int, on: date) -> Own:
    """Return it; one query."""
    rows = Assessment.objects.in_force().filter(person=person_id).order_by("-year", "-from_month")
    standing = Entry.objects.standing().filter(person=person_id, kind__in=OF_MEMBERS).select_related("organization")
    paid = standing.order_by("-month")
    account = accounts_by_id([person_id], rows, paid)[person_id]
    month = months.month_of(on)
    now = next((row for row in rows if row.since <= month and row.year == month.year), None)
    return Own(now, list(rows), account.owed(month), list(paid))
