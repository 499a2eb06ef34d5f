"""What happens by itself: letters lapse the night after their last day, papers kept for a while go."""

from procrastinate.contrib.django import app

from dangjian.affairs.transfers.models import State, Transfer
from dangjian.affairs.transfers.services import forget, lapse
from dangjian.foundation.time import today


@app.periodic(cron="20 1 * * *")
@app.task(name="transfers.lapse", queueing_lock="transfers.lapse")
def lapse_letters(timestamp: int) -> None:  # noqa: ARG001  # the queue passes when it was due
    """Let every letter lapse that is no longer good, drop kept workbooks; a second run finds nothing."""
    on = today()
    rows = Transfer.objects.filter(state__in=(State.SENT, State.ACCEPTED), valid_until__lt=on).order_by("id")
    for transfer in rows:
        lapse(transfer=transfer, on=on)
    forget(on=on)
