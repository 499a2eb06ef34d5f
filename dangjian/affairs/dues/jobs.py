"""What happens by itself: the night after a month ends, six months without payment open a case."""

from procrastinate.contrib.django import app

from dangjian.affairs.dues.reminders import open_cases
from dangjian.foundation.time import today


@app.periodic(cron="40 1 * * *")
@app.task(name="dues.open_cases", queueing_lock="dues.open_cases")
def open_arrears_cases(timestamp: int) -> None:  # noqa: ARG001  # the queue passes when it was due
    """Look every night; a second run finds nothing."""
    open_cases(today())
