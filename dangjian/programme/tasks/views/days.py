"""The day a page speaks of."""

from dangjian.foundation.time import today
from dangjian.procedures.agenda.rules import yellow_days
from dangjian.programme.tasks.queries.tallies import Day


def this_day() -> Day:
    """Return today with the yellow days in force."""
    on = today()
    return Day(on, yellow_days(on))
