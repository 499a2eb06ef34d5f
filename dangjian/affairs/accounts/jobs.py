"""What happens at night: sessions, wrong passwords and sent forms that are over are swept out."""

from procrastinate.contrib.django import app

from dangjian.affairs.accounts.services.sweeping import sweep
from dangjian.foundation.time import now


@app.periodic(cron="20 3 * * *")
@app.task(name="accounts.sweep", queueing_lock="accounts.sweep")
def sweep_at_night(timestamp: int) -> None:  # noqa: ARG001  # the queue passes when it was due
    """Sweep; running twice sweeps nothing twice."""
    sweep(at=now())
