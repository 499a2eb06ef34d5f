"""What happens at night: files kept for a while only are taken away."""

from procrastinate.contrib.django import app

from dangjian.access import files
from dangjian.foundation.time import now, today


@app.periodic(cron="50 3 * * *")
@app.task(name="access.sweep_files", queueing_lock="access.sweep_files")
def sweep_files(timestamp: int) -> None:  # noqa: ARG001  # the queue passes when it was due
    """Sweep; running twice removes nothing twice."""
    files.sweep(on=today(), at=now())
