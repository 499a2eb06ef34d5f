"""Parts that the services share: the locked row, and the log that tells neither the body nor what was done."""

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.programme.rectification.models import Rectification
from dangjian.rulebook import RuleBreach


def locked(row: Rectification) -> Rectification:
    """Return the row locked. Raises ``RuleBreach`` once the case is at its end."""
    rows = Rectification.objects.select_for_update(of=("self",)).select_related("case", "organization", "township")
    found = rows.get(pk=row.pk)
    if found.ended_on is not None:
        raise RuleBreach(f"这件事{found.get_result_display()}，没有再作改动。请刷新后查看。")
    return found


def record(by: Actor, row: Rectification) -> None:
    """Write that something restricted was noted."""
    audit.record_sealed(by=by, action="sealed.note", subject=row.public_id, county_id=row.county_id)
