"""What stands in a meeting's rows, as an entry."""

from dangjian.activities.meetings.models import Meeting
from dangjian.activities.meetings.rules import Agreed, Entry
from dangjian.foundation.database.together import fetch_together


def entry_of(row: Meeting) -> Entry:
    """Return what stands recorded; one query."""
    absences, items = row.absences.all(), row.items.all()
    fetch_together(absences, items)
    return Entry(
        kinds=tuple(row.kinds),
        title=row.title,
        held_at=row.held_at or row.planned_for,
        place=row.place,
        host_id=row.host_id,
        recorder_id=row.recorder_id,
        group_id=row.group_id,
        lecturer_name=row.lecturer_name,
        guests=row.guests,
        topics=row.topics,
        speeches=row.speeches,
        decisions=row.decisions,
        absent={one.member_id: one.reason for one in absences},
        items=tuple(Agreed(item.what, item.who_name, item.due_on) for item in items),
    )
