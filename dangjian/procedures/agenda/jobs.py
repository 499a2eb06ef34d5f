"""What happens by itself: the morning's digests."""

from procrastinate.contrib.django import app

from dangjian.foundation.time import now
from dangjian.procedures.agenda.services import deliver


@app.periodic(cron="*/10 * * * *")
@app.task(name="agenda.deliver_digests", queueing_lock="agenda.deliver_digests")
def deliver_digests(timestamp: int) -> None:  # noqa: ARG001  # the queue passes when it was due
    """Look every ten minutes, so that a worker that was down at 8:30 still delivers, once, that day."""
    deliver(at=now())
