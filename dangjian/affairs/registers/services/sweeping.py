"""What a register says is kept for a while only goes when that is over (P28)."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.affairs.registers.models import Entry, Register


@transaction.atomic
def forget(*, on: date) -> int:
    """Delete the lines that were closed longer ago than their register keeps them; gives how many."""
    gone = 0
    for row in Register.objects.filter(current__definition__kept_months__gt=0).select_related("current"):
        if row.current is None:
            continue
        last = months_before(on, row.current.text.kept_months)
        lines = Entry.objects.filter(register=row, closed_on__lte=last)
        ids = list(lines.values_list("pk", flat=True))
        if ids:
            lines.delete()
            audit.record(
                by=None, action="register-entry.forget", subject=row.public_id, organization_id=row.organization_id,
                path=row.org_path, words=f"{row}：销去满期，删除 {len(ids)} 条", among=ids, county_id=row.county_id,
            )  # fmt: skip
            gone += len(ids)
    return gone


def months_before(on: date, months: int) -> date:
    """Return the day so many months before, the last of its month where that day does not exist."""
    number = on.year * 12 + on.month - 1 - months
    year, month = divmod(number, 12)
    for day in range(on.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return on
