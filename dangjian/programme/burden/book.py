"""The book of burden in one statement: what was handed down in a period, charged to whoever asked for it.

Passed on unchanged, a task is charged to the body that first asked; what a middle body adds (本级增加) to that body.
An earlier date or another deliverable for which it gave no minutes is counted as such (未估分钟), never as nothing.
"""

from typing import Final

BOOK: Final = """
WITH RECURSIVE of_period AS MATERIALIZED (
  SELECT row.task_id, row.organization_id FROM tasks_assignment row
  WHERE row.org_path >= %(path)s AND row.org_path < %(path)s || '~' AND row.state <> 'withdrawn'
    AND row.made_at >= %(start)s AND row.made_at < %(end)s
), known AS (
  SELECT id, organization_id, minutes, parent_assignment_id, added_reason FROM tasks_task
  WHERE id IN (SELECT task_id FROM of_period)
), chain AS (
  SELECT id AS task, organization_id AS issuer, minutes, parent_assignment_id AS above FROM known
  UNION ALL
  SELECT chain.task, up.organization_id, up.minutes, up.parent_assignment_id
  FROM chain JOIN tasks_assignment row ON row.id = chain.above JOIN tasks_task up ON up.id = row.task_id
), root AS (
  SELECT task, issuer, minutes FROM chain WHERE above IS NULL
), charge AS (
  SELECT known.id AS task, root.issuer, least(root.minutes, known.minutes) AS minutes, 0 AS added
  FROM known JOIN root ON root.task = known.id
  UNION ALL
  SELECT known.id, known.organization_id, greatest(known.minutes - root.minutes, 0), 1
  FROM known JOIN root ON root.task = known.id WHERE known.parent_assignment_id IS NOT NULL AND known.added_reason <> ''
)
SELECT charge.issuer, count(*) FILTER (WHERE added = 0) AS times,
       count(DISTINCT of_period.organization_id) AS bodies,
       count(DISTINCT charge.task) FILTER (WHERE added = 0) AS tasks,
       coalesce(sum(charge.minutes), 0) AS minutes, count(*) FILTER (WHERE added = 1) AS added_times,
       coalesce(sum(charge.minutes) FILTER (WHERE added = 1), 0) AS added_minutes,
       count(*) FILTER (WHERE added = 1 AND charge.minutes = 0) AS unestimated
FROM charge JOIN of_period ON of_period.task_id = charge.task
GROUP BY 1
"""
