"""One reminder of each due date, to those who answer for it, in the digest of the morning when yellow begins."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from dangjian.channels.inbox.services import Receiver, remind
from dangjian.foundation.time import at as moment
from dangjian.procedures.agenda.rules import yellow_days
from dangjian.procedures.provisions.queries import by_county
from dangjian.programme.tasks.models import Assignment, Task
from dangjian.programme.tasks.notices import ANSWERING, address, subject


def remind_of_due(on: date, at: datetime) -> int:
    """Announce what comes due within the yellow days; give how many bodies are told for the first time.

    What was issued within those days is left out: the notice of issue has just named the date.
    """
    return sum(_remind(task, due_on, rows, at) for (task, due_on), rows in _coming(on).items())


def _coming(on: date) -> dict[tuple[Task, date], list[Assignment]]:
    """Give what is yellow today by its county's own term, from the longest term of all."""
    usual, set_by = yellow_days(on), by_county("tasks.yellow_days", on)
    terms = {county: yellow_days(on, local) for county, local in set_by.items()}
    last = on + timedelta(days=max([usual, *terms.values()]))
    found: dict[tuple[Task, date], list[Assignment]] = defaultdict(list)
    waiting = Assignment.objects.to_do().filter(due_on__range=(on, last)).select_related("task").order_by("id")
    for row in waiting:
        begins = row.due_on - timedelta(days=terms.get(row.county_id, usual))
        if begins <= on and row.made_at < moment(begins, 0):
            found[row.task, row.due_on].append(row)
    return found


def _remind(task: Task, due_on: date, rows: list[Assignment], at: datetime) -> int:
    receivers = [
        Receiver(row.organization_id, ANSWERING, address(row.public_id), subject(row.public_id)) for row in rows
    ]
    return remind(by=None, county_id=task.county_id, receivers=receivers, title=task.title, due_on=due_on, at=at)
