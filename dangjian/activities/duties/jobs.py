"""What happens by itself: a county whose facts have changed is reckoned anew, and each year is opened."""

from procrastinate.contrib.django import app

from dangjian.activities.duties.following import mark_changed, open_years, reckon_marked
from dangjian.foundation.time import now, today


@app.periodic(cron="* * * * *")
@app.task(name="duties.reckon_marked", queueing_lock="duties.reckon_marked")
def reckon_marked_counties(timestamp: int) -> int:  # noqa: ARG001  # the queue passes when it was due
    """Reckon every county-year that is marked; running twice writes nothing twice."""
    mark_changed()
    return reckon_marked(at=now())


@app.periodic(cron="10 1 * * *")
@app.task(name="duties.open_years", queueing_lock="duties.open_years")
def open_years_of_counties(timestamp: int) -> None:  # noqa: ARG001  # the queue passes when it was due
    """Keep this year and the last one reckoned for every county, and look at everything once a night."""
    open_years(today())
