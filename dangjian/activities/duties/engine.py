"""The engine: one statement over what bodies are, what is asked of them, and what took place.

The same statement serves one body inside a sealing transaction and a whole county-year. It writes only what differs,
so that running it again writes nothing.
"""

import json
from collections.abc import Collection
from datetime import date
from typing import Final

from django.db import connection, transaction

from dangjian.activities.duties.models import LocalDuty
from dangjian.activities.duties.rules import Ask, asks
from dangjian.procedures.provisions.queries import local_values

# A cell is a body in a period of a duty. What a body was is asked of its last day in the period, or of the last day
# before it closed. A due day that an area's shift moves takes what is done until then with it.
STATEMENT: Final = """
WITH ask AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(%(asks)s::jsonb) AS ask(
    no int, duty text, kind text, subject text, bodies text[], fields text[], "full" int, times int,
    start date, stop date, due date)
), body AS MATERIALIZED (
  SELECT id, county_id, path, founded_on, closed_on FROM organizations_organization
  WHERE county_id = %(county)s AND (%(bodies)s::bigint[] IS NULL OR id = ANY(%(bodies)s::bigint[]))
), cell AS MATERIALIZED (
  SELECT body.id, body.county_id, body.path, ask.*, least(ask.due, body.closed_on - 1) AS day,
         CASE WHEN body.founded_on > ask.start THEN '本期内成立' WHEN body.closed_on <= ask.due THEN '本期内撤销'
              ELSE '' END AS exempt
  FROM body
  JOIN organizations_state state ON state.organization_id = body.id AND state.superseded_at IS NULL
  JOIN ask ON state.kind = ANY(ask.bodies) AND (ask.fields = '{}' OR state.field = ANY(ask.fields))
    AND state.during @> least(ask.due, body.closed_on - 1)
  WHERE (body.founded_on IS NULL OR body.founded_on <= ask.due)
    AND (body.closed_on IS NULL OR body.closed_on > ask.start)
), head AS MATERIALIZED (
  SELECT spell.organization_id AS id, day.day, count(*) AS full
  FROM (SELECT DISTINCT day FROM cell WHERE "full" > 0) day
  JOIN members_spell spell ON spell.during @> day.day
  WHERE spell.superseded_at IS NULL AND spell.category = 'full' AND spell.standing = 'normal'
    AND spell.organization_id IN (SELECT DISTINCT id FROM cell WHERE "full" > 0)
  GROUP BY 1, 2
), moved AS MATERIALIZED (
  SELECT body.id, ask.no, max(shift.moved_to) AS due, bool_or(shift.moved_to IS NULL) AS is_waived,
         min(shift.words COLLATE "C") AS words
  FROM calendar_shift shift
  JOIN body ON body.path >= shift.org_path AND body.path < shift.org_path || '~'
  JOIN ask ON ask.due BETWEEN shift.from_day AND shift.to_day
  WHERE shift.county_id = %(county)s AND shift.revoked_at IS NULL
  GROUP BY 1, 2
), owed AS MATERIALIZED (
  SELECT cell.*, coalesce(moved.due, cell.due) AS due_on, coalesce(moved.words, '') AS moved,
         coalesce(moved.is_waived, false) AS is_waived
  FROM cell LEFT JOIN head USING (id, day) LEFT JOIN moved USING (id, no)
  WHERE cell."full" = 0 OR head.full >= cell."full"
), held AS MATERIALIZED (
  SELECT organization_id AS id, kind, held_on FROM evidence_evidence
  WHERE county_id = %(county)s AND withdrawn_at IS NULL AND person_id IS NULL
    AND (%(bodies)s::bigint[] IS NULL OR organization_id = ANY(%(bodies)s::bigint[]))
    AND held_on BETWEEN %(first)s AND (SELECT max(due_on) FROM owed)
), holder AS MATERIALIZED (
  SELECT post.organization_id AS id, appointment.person_id, appointment.during
  FROM posts_appointment appointment JOIN posts_post post ON post.id = appointment.post_id
  WHERE post.role = 'secretary' AND appointment.superseded_at IS NULL
    AND post.organization_id IN (SELECT id FROM owed WHERE subject = 'secretary')
), done AS (
  SELECT id, no, count(*) AS got, (array_agg(held_on ORDER BY held_on))[min(times)] AS met_on
  FROM (
    SELECT owed.id, owed.no, owed.times, held.held_on
    FROM owed JOIN held USING (id, kind)
    WHERE owed.subject = 'body' AND held.held_on BETWEEN owed.start AND owed.due_on
    UNION
    SELECT owed.id, owed.no, owed.times, led.held_on
    FROM owed JOIN holder USING (id)
    JOIN evidence_evidence led ON led.person_id = holder.person_id AND led.kind = owed.kind
      AND led.withdrawn_at IS NULL AND holder.during @> led.held_on
    WHERE owed.subject = 'secretary' AND led.held_on BETWEEN owed.start AND owed.due_on
  ) one GROUP BY 1, 2
), fresh AS MATERIALIZED (
  SELECT owed.county_id, owed.id AS organization_id, owed.path AS org_path, owed.duty, owed.kind,
         owed.start AS period_start, owed.stop AS period_end, owed.due_on, owed.times AS needed,
         coalesce(done.got, 0) AS got, done.met_on,
         CASE WHEN owed.exempt <> '' THEN owed.exempt
              WHEN owed.is_waived THEN left('免：' || owed.moved, 120)
              WHEN owed.subject = 'secretary' AND NOT EXISTS (
                SELECT 1 FROM holder WHERE holder.id = owed.id AND holder.during && daterange(owed.start, owed.stop)
              ) THEN '书记空缺' ELSE '' END AS exempt,
         owed.moved, coalesce(explanation.words, '') AS explained
  FROM owed LEFT JOIN done USING (id, no)
  LEFT JOIN duties_explanation explanation ON explanation.organization_id = owed.id
    AND explanation.duty = owed.duty AND explanation.period_start = owed.start AND explanation.withdrawn_at IS NULL
), gone AS (
  DELETE FROM duties_dutyresult old
  WHERE old.county_id = %(county)s AND old.period_start >= %(first)s AND old.period_start < %(after)s
    AND (%(bodies)s::bigint[] IS NULL OR old.organization_id = ANY(%(bodies)s::bigint[]))
    AND NOT EXISTS (
      SELECT 1 FROM fresh WHERE fresh.organization_id = old.organization_id AND fresh.duty = old.duty
        AND fresh.period_start = old.period_start)
)
INSERT INTO duties_dutyresult AS old (county_id, organization_id, org_path, duty, kind, period_start, period_end,
  due_on, needed, got, met_on, exempt, moved, explained)
SELECT county_id, organization_id, org_path, duty, kind, period_start, period_end, due_on, needed, got, met_on, exempt,
  moved, explained
FROM fresh
ON CONFLICT (county_id, organization_id, duty, period_start) DO UPDATE SET org_path = excluded.org_path,
  kind = excluded.kind, period_end = excluded.period_end, due_on = excluded.due_on, needed = excluded.needed,
  got = excluded.got, met_on = excluded.met_on, exempt = excluded.exempt, moved = excluded.moved,
  explained = excluded.explained
WHERE (old.org_path, old.kind, old.period_end, old.due_on, old.needed, old.got, old.met_on, old.exempt, old.moved,
  old.explained) IS DISTINCT FROM (excluded.org_path, excluded.kind, excluded.period_end, excluded.due_on,
  excluded.needed, excluded.got, excluded.met_on, excluded.exempt, excluded.moved, excluded.explained)
"""


@transaction.atomic
def reckon(county_id: int, year: int, *, bodies: Collection[int] | None = None, statement: str = STATEMENT) -> int:
    """Reckon a county's year anew, or that of some bodies; return how many results were written.

    Results of one body are reckoned one after another, and not beside the whole county: whoever comes second sees
    what the first one saw and more, so that an older view never overwrites a newer one.
    """
    asked = asks_of(county_id, year)
    with connection.cursor() as cursor:
        _take_turns(cursor, county_id, bodies)
        # Of the steps in between nothing is known: for a whole county they are joined by hashing, never row by row.
        cursor.execute("SELECT set_config('enable_nestloop', %s, true)", ["off" if bodies is None else "on"])
        cursor.execute(
            statement,
            {
                "asks": json.dumps([_row(no, ask) for no, ask in enumerate(asked)], ensure_ascii=False),
                "county": county_id,
                "bodies": None if bodies is None else sorted(bodies),
                "first": date(year, 1, 1),
                "after": date(year + 1, 1, 1),
            },
        )
        written = int(cursor.rowcount)
        cursor.execute("SELECT set_config('enable_nestloop', 'on', true)")
        return written


def asks_of(county_id: int, year: int) -> list[Ask]:
    """Return what is asked in a county in a year: the law, and what the county adds."""
    local = LocalDuty.objects.filter(county_id=county_id).order_by("pk")
    return asks(year, lectures=local_values(county_id, date(year, 1, 1)), local=[row.duty for row in local])


def _take_turns(cursor: "object", county_id: int, bodies: Collection[int] | None) -> None:
    execute = cursor.execute  # type: ignore[attr-defined]  # Django's wrapper of a cursor
    if bodies is None:
        execute("SELECT pg_advisory_xact_lock(hashtextextended('duties.county:' || %s, 0))", [str(county_id)])
        return
    execute("SELECT pg_advisory_xact_lock_shared(hashtextextended('duties.county:' || %s, 0))", [str(county_id)])
    for body in sorted(bodies):
        execute("SELECT pg_advisory_xact_lock(hashtextextended('duties.body:' || %s, 0))", [str(body)])


def _row(no: int, ask: Ask) -> dict[str, object]:
    duty, period = ask.duty, ask.period
    return {
        "no": no, "duty": duty.key, "kind": str(duty.kind), "subject": str(duty.subject), "bodies": duty.bodies,
        "fields": duty.fields, "full": duty.full, "times": duty.times, "start": str(period.start),
        "stop": str(period.end), "due": str(period.last),
    }  # fmt: skip
