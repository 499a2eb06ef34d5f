"""What happens at night: files kept for a while only are taken away; what lies under an older key is sealed anew."""

from procrastinate.contrib.django import app

from dangjian.access import files
from dangjian.access.resealing import reseal
from dangjian.foundation.time import now, today


@app.periodic(cron="50 3 * * *")
@app.task(name="access.sweep_files", queueing_lock="access.sweep_files")
def sweep_files(timestamp: int) -> None:  # noqa: ARG001  # the queue passes when it was due
    """Sweep; running twice removes nothing twice."""
    files.sweep(on=today(), at=now())


@app.periodic(cron="10 4 * * *")
@app.task(name="access.reseal", queueing_lock="access.reseal")
def reseal_older(timestamp: int) -> None:  # noqa: ARG001  # the queue passes when it was due
    """Finish a rotation that was cut short, and what was written in the middle of one; else it changes nothing."""
    reseal()
