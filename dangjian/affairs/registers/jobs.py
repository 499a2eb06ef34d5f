"""What happens at night: lines that are kept for a while only are deleted."""

from procrastinate.contrib.django import app

from dangjian.affairs.registers.services.sweeping import forget
from dangjian.foundation.time import today


@app.periodic(cron="30 3 * * *")
@app.task(name="registers.forget", queueing_lock="registers.forget")
def forget_at_night(timestamp: int) -> None:  # noqa: ARG001  # the queue passes when it was due
    """Forget; running twice forgets nothing twice."""
    forget(on=today())
