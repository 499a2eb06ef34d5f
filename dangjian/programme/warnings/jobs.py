"""What happens by itself: warnings are raised once a night, and heal within minutes of what was recorded."""

from procrastinate.contrib.django import app

from dangjian.foundation.time import today
from dangjian.programme.warnings.following import reckon_changed


@app.periodic(cron="*/5 * * * *")
@app.task(name="warnings.reckon", queueing_lock="warnings.reckon")
def reckon_counties(timestamp: int) -> int:  # noqa: ARG001  # the queue passes when it was due
    """Reckon every county where the day is new or something changed; running twice writes nothing twice."""
    return reckon_changed(today())
