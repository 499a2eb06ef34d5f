"""What happens at night: records that may be one person are looked for."""

from procrastinate.contrib.django import app

from dangjian.affairs.duplicates.finding import find
from dangjian.foundation.time import today


@app.periodic(cron="20 2 * * *")
@app.task(name="duplicates.find", queueing_lock="duplicates.find")
def find_duplicates(timestamp: int) -> None:  # noqa: ARG001  # the queue passes when it was due
    """Find; running twice opens nothing twice."""
    find(today())
