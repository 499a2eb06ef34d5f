"""Two other ways to the same cells: naive Python, and SQL that asks one cell at a time. Neither knows the engine.

What is owed stands here a second time, copied by hand from domain §1.1 and §1.1a, not read from ``rules``.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db import connection

from dangjian.activities.duties.models import DutyResult, Explanation, LocalDuty
from dangjian.affairs.members.models import Spell
from dangjian.affairs.organizations.models import Organization, State
from dangjian.affairs.posts.models import Appointment
from dangjian.procedures.calendar.models import Shift
from dangjian.procedures.evidence.models import Evidence
from dangjian.procedures.provisions.models import LocalRule

Cell = tuple[Any, ...]
Cells = dict[tuple[int, str, date], Cell]
LASTING = ["branch", "joint_branch", "mobile_branch"]
ALL = [*LASTING, "temporary_branch"]
OWED = [
    ("meetings.branch_congress", "congress", "quarter", 1, LASTING, 0, "body"),
    ("meetings.committee", "committee", "month", 1, LASTING, 7, "body"),
    ("meetings.group", "group", "month", 1, ["group"], 0, "body"),
    ("meetings.theme_day", "theme_day", "month", 1, ALL, 0, "body"),
    ("meetings.organizational_life", "life_meeting", "work_year", 1, LASTING, 0, "body"),
    ("appraisals.members", "appraisal", "work_year", 1, LASTING, 0, "body"),
    ("meetings.heart_talks", "talks", "year", 1, ALL, 0, "body"),
    ("meetings.secretary_lecture", "lecture", "year", 1, ["committee", "work_committee"], 0, "secretary"),
]


def results(county: Organization, year: int) -> Cells:
    """What the engine wrote."""
    rows = DutyResult.objects.filter(
        county_id=county.pk, period_start__gte=date(year, 1, 1), period_start__lt=date(year + 1, 1, 1)
    )
    return {
        (row.organization_id, row.duty, row.period_start): (
            row.period_end, row.due_on, row.needed, row.got, row.met_on, row.exempt, row.moved, row.explained,
            row.kind, row.org_path,
        )
        for row in rows
    }  # fmt: skip


def spans(every: str, year: int) -> list[tuple[date, date]]:
    """First and last days, written out."""
    if every == "work_year":
        return [(date(year, 10, 1), date(year + 1, 3, 31))]
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[every]
    firsts = [date(year, month, 1) for month in range(1, 13, months)] + [date(year + 1, 1, 1)]
    return [(begin, after - timedelta(days=1)) for begin, after in pairwise(firsts)]


# ---- Naive Python ----


def naive(county: Organization, year: int) -> Cells:
    """Every cell by loops over rows."""
    return dict(_cells(county, year))


def owed_in(county: Organization, year: int) -> list[tuple[Any, ...]]:
    """What is owed in a county, with the fields it is for and the days within which it holds."""
    found: list[tuple[Any, ...]] = [(*one, [], None, None) for one in OWED]
    rows = LocalRule.objects.filter(county_id=county.pk, rule_id="meetings.lecture", from_day__lte=date(year, 1, 1))
    lectures = rows.order_by("from_day", "id").last()
    if lectures and lectures.value:
        found.append(("meetings.lecture", "lecture", "year", lectures.value, LASTING, 0, "body", [], None, None))
    local = LocalDuty.objects.filter(county_id=county.pk)
    return found + [
        (f"local:{one.public_id}", one.kind, one.every, one.times, one.bodies, 0, "body", one.fields, one.from_day,
         one.until_day)
        for one in local
    ]  # fmt: skip


class Known:
    """The rows of one body, as lists."""

    def __init__(self, body: Organization) -> None:
        self.body = body
        self.states = list(State.objects.filter(organization=body, superseded_at=None))
        self.spells = list(Spell.objects.filter(organization=body, superseded_at=None))
        seats = Appointment.objects.filter(post__organization=body, post__role="secretary", superseded_at=None)
        self.seats = list(seats)
        facts = Evidence.objects.filter(withdrawn_at=None)
        self.facts = list(facts.filter(organization_id=body.pk, person_id=None))
        self.led = list(facts.filter(person_id__in=[seat.person_id for seat in self.seats]))
        shifts = Shift.objects.filter(county_id=body.county_id, revoked_at=None)
        self.shifts = [shift for shift in shifts if body.path.startswith(shift.org_path)]
        said = Explanation.objects.filter(organization_id=body.pk, withdrawn_at=None)
        self.said = {(one.duty, one.period_start): one.words for one in said}

    def is_asked(self, one: tuple[Any, ...], start: date, last: date) -> bool:
        """Whether there is a cell at all."""
        _, _, _, _, kinds, full, _, fields, from_day, until_day = one
        closed, founded = self.body.closed_on, self.body.founded_on
        if (from_day and start < from_day) or (until_day and last > until_day):
            return False
        if (founded and founded > last) or (closed and closed <= start):
            return False
        day = min(last, closed - timedelta(days=1)) if closed else last
        state = next((state for state in self.states if _in(state.during, day)), None)
        if state is None or state.kind not in kinds or (fields and state.field not in fields):
            return False
        heads = [spell for spell in self.spells if spell.category == "full" and spell.standing == "normal"]
        return bool(sum(_in(spell.during, day) for spell in heads) >= full)

    def days(self, kind: str, subject: str, start: date, due: date) -> list[date]:
        """On which days it was done."""
        if subject == "body":
            return sorted({fact.held_on for fact in self.facts if fact.kind == kind and start <= fact.held_on <= due})
        return sorted(
            {
                fact.held_on
                for fact in self.led
                for seat in self.seats
                if fact.person_id == seat.person_id and fact.kind == kind and start <= fact.held_on <= due
                if _in(seat.during, fact.held_on)
            }
        )

    def exempt(self, subject: str, start: date, last: date) -> str:
        """Why nothing is owed."""
        here = [shift for shift in self.shifts if shift.from_day <= last <= shift.to_day]
        if self.body.founded_on and self.body.founded_on > start:
            return "本期内成立"
        if self.body.closed_on and self.body.closed_on <= last:
            return "本期内撤销"
        if any(shift.moved_to is None for shift in here):
            return f"免：{min(shift.words for shift in here)}"
        held = [
            seat
            for seat in self.seats
            if (seat.during.lower is None or seat.during.lower <= last)
            and (seat.during.upper is None or seat.during.upper > start)
        ]
        return "书记空缺" if subject == "secretary" and not held else ""


def _cells(county: Organization, year: int) -> Iterator[tuple[tuple[int, str, date], Cell]]:
    owed = owed_in(county, year)
    for body in Organization.objects.filter(county_id=county.pk):
        known = Known(body)
        for one in owed:
            key, kind, every, times, subject = one[0], one[1], one[2], one[3], one[6]
            for start, last in spans(every, year):
                if not known.is_asked(one, start, last):
                    continue
                here = [shift for shift in known.shifts if shift.from_day <= last <= shift.to_day]
                due = max((shift.moved_to for shift in here if shift.moved_to), default=last)
                words = min((shift.words for shift in here), default="")
                got = known.days(kind, subject, start, due)
                met_on = got[times - 1] if len(got) >= times else None
                exempt, said = known.exempt(subject, start, last), known.said.get((key, start), "")
                after = last + timedelta(days=1)
                yield (
                    (body.pk, key, start),
                    (after, due, times, len(got), met_on, exempt, words, said, kind, body.path),
                )


def _in(during: Any, day: date) -> bool:  # noqa: ANN401  # a range of dates
    return bool((during.lower is None or during.lower <= day) and (during.upper is None or day < during.upper))


# ---- Plain SQL, one cell at a time ----

PLAIN = """
SELECT o.id, d.key, p.start, p.last + 1, x.due, d.times,
  coalesce(cardinality(z.days), 0), (SELECT u FROM unnest(z.days) u ORDER BY u OFFSET d.times - 1 LIMIT 1),
  CASE WHEN o.founded_on > p.start THEN '本期内成立'
       WHEN o.closed_on <= p.last THEN '本期内撤销'
       WHEN EXISTS (SELECT 1 FROM calendar_shift s WHERE s.county_id = o.county_id AND s.revoked_at IS NULL
         AND starts_with(o.path, s.org_path) AND p.last >= s.from_day AND p.last <= s.to_day AND s.moved_to IS NULL)
         THEN '免：' || x.words
       WHEN d.subject = 'secretary' AND NOT EXISTS (SELECT 1 FROM posts_appointment a
         JOIN posts_post q ON q.id = a.post_id
         WHERE q.organization_id = o.id AND q.role = 'secretary' AND a.superseded_at IS NULL
         AND a.during && daterange(p.start, p.last, '[]')) THEN '书记空缺'
       ELSE '' END,
  x.words,
  coalesce((SELECT e.words FROM duties_explanation e WHERE e.organization_id = o.id AND e.duty = d.key
    AND e.period_start = p.start AND e.withdrawn_at IS NULL), ''),
  d.kind, o.path
FROM organizations_organization o
CROSS JOIN jsonb_to_recordset(%(owed)s::jsonb) AS d(key text, kind text, every text, times int, kinds text[],
  needs int, subject text, fields text[], from_day date, until_day date)
CROSS JOIN LATERAL (
  SELECT g::date AS start, (g + step - interval '1 day')::date AS last
  FROM (SELECT CASE d.every WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months'
    WHEN 'half_year' THEN interval '6 months' ELSE interval '1 year' END AS step) w,
    generate_series(make_date(%(year)s, 1, 1)::timestamp, make_date(%(year)s, 12, 31)::timestamp, step) g
  WHERE d.every <> 'work_year'
  UNION ALL SELECT make_date(%(year)s, 10, 1), make_date(%(year)s + 1, 3, 31) WHERE d.every = 'work_year'
) p
CROSS JOIN LATERAL (SELECT CASE WHEN o.closed_on <= p.last THEN o.closed_on - 1 ELSE p.last END AS day) y
CROSS JOIN LATERAL (
  SELECT coalesce(max(s.moved_to), p.last) AS due, coalesce(min(s.words COLLATE "C"), '') AS words
  FROM calendar_shift s WHERE s.county_id = o.county_id AND s.revoked_at IS NULL AND starts_with(o.path, s.org_path)
    AND p.last >= s.from_day AND p.last <= s.to_day
) x
CROSS JOIN LATERAL (
  SELECT array_agg(DISTINCT e.held_on) AS days FROM evidence_evidence e
  WHERE e.county_id = o.county_id AND e.kind = d.kind AND e.withdrawn_at IS NULL
    AND e.held_on >= p.start AND e.held_on <= x.due
    AND ((d.subject = 'body' AND e.organization_id = o.id AND e.person_id IS NULL)
      OR (d.subject = 'secretary' AND e.person_id IN (SELECT a.person_id FROM posts_appointment a
        JOIN posts_post q ON q.id = a.post_id WHERE q.organization_id = o.id AND q.role = 'secretary'
        AND a.superseded_at IS NULL AND a.during @> e.held_on)))
) z
WHERE o.county_id = %(county)s
  AND (d.from_day IS NULL OR p.start >= d.from_day) AND (d.until_day IS NULL OR p.last <= d.until_day)
  AND NOT coalesce(o.founded_on > p.last, false) AND NOT coalesce(o.closed_on <= p.start, false)
  AND EXISTS (SELECT 1 FROM organizations_state t WHERE t.organization_id = o.id AND t.superseded_at IS NULL
    AND t.during @> y.day AND t.kind = ANY (d.kinds) AND (cardinality(d.fields) = 0 OR t.field = ANY (d.fields)))
  AND (SELECT count(*) FROM members_spell m WHERE m.organization_id = o.id AND m.superseded_at IS NULL
    AND m.category = 'full' AND m.standing = 'normal' AND m.during @> y.day) >= d.needs
"""


def plain(county: Organization, year: int) -> Cells:
    """Every cell by SQL with a subquery a cell."""
    names = ("key", "kind", "every", "times", "kinds", "needs", "subject", "fields", "from_day", "until_day")
    owed = [dict(zip(names, one, strict=True)) for one in owed_in(county, year)]
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, {"owed": json.dumps(owed, default=str), "year": year, "county": county.pk})
        return {(row[0], row[1], row[2]): tuple(row[3:]) for row in cursor.fetchall()}
