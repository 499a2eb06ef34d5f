"""What happens by itself: rows that were written with an old place while a body moved follow it."""

from datetime import timedelta

from procrastinate.contrib.django import app

from dangjian.affairs.organizations.services.places import gather_stragglers
from dangjian.foundation.time import now


@app.periodic(cron="*/5 * * * *")
@app.task(name="organizations.gather_stragglers", queueing_lock="organizations.gather_stragglers")
def gather_stragglers_of_late(timestamp: int) -> int:  # noqa: ARG001  # the queue passes when it was due
    """Bring in what the moves of the last two days left behind; running twice brings nothing twice."""
    return gather_stragglers(since=now() - timedelta(days=2))
