"""The day a page speaks of, and the county's own term of yellow."""

from datetime import date

from dangjian.access.actors import Actor
from dangjian.foundation.time import today
from dangjian.procedures.agenda.rules import yellow_days
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.tasks.queries.tallies import Day


def this_day() -> date:
    """Return today, for services."""
    return today()


def day_for(actor: Actor) -> Day:
    """Return today with the yellow days that the actor's county has set; one query."""
    on = this_day()
    return Day(on, yellow_days(on, local_values(actor.county_id, on)))
