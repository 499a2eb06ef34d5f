"""Open assignments follow the days that a county moves for an area, and go back when that is taken back."""

from typing import Final

from django.db import connection

from dangjian.procedures.calendar.models import Shift

# A waiver without a later day is for duties of organization life: a task is withdrawn by who issued it.
_STATEMENT: Final = """
WITH base AS (
  SELECT id, org_path, due_on, moved_from, coalesce(moved_from, due_on) AS due FROM tasks_assignment
  WHERE county_id = %(county)s AND state IN ('assigned', 'submitted', 'accepted')
), moved AS (
  SELECT base.id, max(shift.moved_to) AS due FROM base
  JOIN calendar_shift shift ON shift.county_id = %(county)s AND shift.revoked_at IS NULL
    AND shift.moved_to IS NOT NULL AND base.due BETWEEN shift.from_day AND shift.to_day
    AND base.org_path >= shift.org_path AND base.org_path < shift.org_path || '~'
  GROUP BY 1
), wanted AS (
  SELECT base.id, coalesce(moved.due, base.due) AS due_on,
         CASE WHEN moved.due IS NOT NULL THEN base.due END AS moved_from
  FROM base LEFT JOIN moved USING (id)
  WHERE moved.due IS NOT NULL OR base.moved_from IS NOT NULL
)
UPDATE tasks_assignment row SET due_on = wanted.due_on, moved_from = wanted.moved_from
FROM wanted WHERE wanted.id = row.id
  AND (row.due_on, row.moved_from) IS DISTINCT FROM (wanted.due_on, wanted.moved_from)
"""


def follow_shift(county_id: int) -> int:
    """Move the open assignments of a county as its areas' days are moved now; return how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, {"county": county_id})
        return int(cursor.rowcount)


def follow_shifts() -> int:
    """Move what was handed down since days were moved, in every county."""
    counties = Shift.objects.standing().order_by().values_list("county_id", flat=True).distinct()
    return sum(map(follow_shift, counties))
