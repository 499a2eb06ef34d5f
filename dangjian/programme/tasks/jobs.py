"""What happens by itself: the periods of recurring tasks begin. Hourly, so that a worker that was down catches up."""

from procrastinate.contrib.django import app

from dangjian.foundation.time import today
from dangjian.programme.tasks.services import open_periods
from dangjian.programme.tasks.shifting import follow_shifts


@app.periodic(cron="7 * * * *")
@app.task(name="tasks.open_periods", queueing_lock="tasks.open_periods")
def open_periods_of_today(timestamp: int) -> int:  # noqa: ARG001  # procrastinate gives the moment it was planned for
    """Make the assignments of the periods that have begun; running twice makes nothing twice."""
    made = open_periods(on=today())
    follow_shifts()
    return made
