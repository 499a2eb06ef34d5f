"""Parts that the services share: the locked row, the log that tells neither who nor what."""

from datetime import date

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.disposals.models import Disposal, Result
from dangjian.rulebook import RuleBreach


def locked(row: Disposal) -> Disposal:
    """Return the row locked. Raises ``RuleBreach`` once it is at its end."""
    rows = Disposal.objects.select_for_update(of=("self",)).select_related("case", "person", "organization")
    found = rows.get(pk=row.pk)
    if found.ended_on is not None:
        raise RuleBreach(f"这件事{found.get_result_display()}，没有再作改动。请刷新后查看。")
    return found


def record(by: Actor, row: Disposal) -> None:
    """Write that something restricted was noted."""
    audit.record_sealed(by=by, action="sealed.note", subject=row.public_id, county_id=row.county_id)


def end(row: Disposal, result: Result, on: date) -> None:
    """Bring a row to its end; part of services that have locked it."""
    row.result, row.ended_on = result, on
    row.save(update_fields=["result", "ended_on", "approved_on", "until"])
