"""An account for every member of the demo county, and meetings of 32 with the sign-in open."""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from dangjian.affairs.accounts.models import Account

SEATS: Final = 32
# Account numbers follow each other, so that pgbench knows account and meeting of its next one without asking.
ACCOUNTS: Final = """
INSERT INTO accounts_account (id, password, public_id, login, person_id, county_id, org_path, epoch, session_round,
  is_active, made_at)
SELECT %(base)s + row_number() OVER (ORDER BY m.id) - 1, '!', gen_random_uuid(), 'bench' || m.id, m.person_id,
  m.county_id, m.org_path, 1, 1, true, now()
FROM members_member m
WHERE m.category IN ('full', 'probationary') AND NOT EXISTS (
  SELECT FROM accounts_account a WHERE a.person_id = m.person_id)
"""
ATTENDEES: Final = """
CREATE TABLE bench_attendee AS
SELECT row_number() OVER (ORDER BY a.id < %(base)s, a.id) - 1 AS n, a.id AS account, a.epoch, m.id AS member,
  m.organization_id, m.org_path, m.county_id
FROM accounts_account a JOIN members_member m ON m.person_id = a.person_id
WHERE m.category IN ('full', 'probationary')
"""
MEETINGS: Final = """
INSERT INTO meetings_meeting (public_id, organization_id, county_id, org_path, kinds, title, state, planned_for,
  held_on, place, lecturer_name, guests, topics, speeches, decisions, expected, attended, matters, origin,
  sign_in_until, late_reason, cancelled_for, revision, recorded_name, sealed_name)
SELECT ('00000000-0000-7000-8000-' || lpad((n / %(seats)s)::text, 12, '0'))::uuid, min(organization_id), 1,
  min(org_path), '{theme_day}', '主题党日', 'noticed', now(), current_date, '会议室', '', '', '', '', '',
  array_agg(member ORDER BY n), '{}', '{}', '', now() + interval '4 hours', '', '', 0, '', ''
FROM bench_attendee GROUP BY n / %(seats)s
"""


@dataclass(frozen=True, slots=True)
class People:
    """Who may sign in: ``base`` is the first of ``numbered`` account ids without a gap, ``all`` counts everyone."""

    base: int
    numbered: int
    all: int


def lay() -> People:
    """Make accounts and meetings, and return who may sign in."""
    last = Account.objects.order_by("-pk").values_list("pk", flat=True)[0]
    bound = {"base": last + 1, "seats": SEATS}
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNTS, bound)
        numbered = cursor.rowcount
        cursor.execute(ATTENDEES, bound)
        everyone = cursor.rowcount
        cursor.execute(MEETINGS, bound)
        cursor.execute("VACUUM (ANALYZE) accounts_account, meetings_meeting, members_member")
    clear()
    return People(last + 1, numbered, everyone)


def clear() -> None:
    """Take away who signed in; what the log says so far is not counted from now on: it is only added to."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE meetings_signin")
        cursor.execute("DROP TABLE IF EXISTS bench_mark")
        cursor.execute("CREATE TABLE bench_mark AS SELECT max(id) AS id FROM access_auditrow")
        cursor.execute("VACUUM (ANALYZE) access_auditrow")


def signed() -> tuple[int, int]:
    """Return how many signed in, and of how many different ones the log says so, each once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM meetings_signin")
        rows = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*), count(DISTINCT account_id) FROM access_auditrow"
            " WHERE action = 'meeting.sign_in' AND id > (SELECT id FROM bench_mark)"
        )
        logged, different = cursor.fetchone()
    return rows, different if logged == different else -logged
