"""The duties of the demo county: its year from nothing, and one record until the branch and the roll-up show it."""

import http.client
import re
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from django.db import connection

from bench.copying import copy_seconds, encoded
from bench.county import web
from bench.measures import Measure, middle, seconds
from bench.walk import people
from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import DutyResult, Reckoning
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now, today
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.services import lodge

YEAR: Final = today().year
ROUNDS: Final = 3
TIMES_COPY: Final = 3
AT_MOST: Final = 2.0
TABLES: Final = ("evidence_evidence", "duties_dutyresult")

# Nine of ten duties are met, some day of their period, each by a record of its own.
TOOK_PLACE: Final = """
INSERT INTO evidence_evidence (public_id, county_id, organization_id, org_path, kind, held_on, source, title, address,
  recorded_at, late_reason)
SELECT gen_random_uuid(), county_id, organization_id, org_path, kind,
       period_start + (get_byte(seed, 0) % least(28, due_on - period_start + 1)),
       'meetings.meeting:' || gen_random_uuid(), '主题党日：学习全会精神', '/meetings/' || gen_random_uuid() || '/',
       now(), ''
FROM duties_dutyresult, LATERAL (SELECT decode(md5(organization_id || duty || period_start), 'hex') AS seed) dice
WHERE get_byte(seed, 1) % 10 > 0
"""


def measures() -> list[Measure]:
    """Return the measures in the order in which they are printed."""
    found = people.county_body()
    reckon(found.pk, YEAR)
    with connection.cursor() as cursor:
        cursor.execute(TOOK_PLACE)
    _settle()
    return [_from_nothing(found), *_until_shown(found)]


def _settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) evidence_evidence, duties_dutyresult, members_spell")


def _from_nothing(found: Organization) -> Measure:
    """Reckon every cell of the year into an empty table, beside COPY of the same rows out and in."""
    times = []
    for _ in range(ROUNDS):
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE duties_dutyresult")
        times.append(seconds(lambda: reckon(found.pk, YEAR)))
    _settle()
    rows: dict[str, bytes] = {}

    def out() -> None:
        rows.update({table: encoded(table, "county_id = %s", [found.pk]) for table in TABLES})

    limit = middle([seconds(out) + copy_seconds(rows) for _ in range(ROUNDS)])
    name = f"全县一年从头计算（{DutyResult.objects.count()} 项）"
    return Measure(name, middle(times), limit, "秒", promise=TIMES_COPY)


def _until_shown(found: Organization) -> list[Measure]:
    """Lodge a record, and open the branch and the county's roll-up: until both are right."""
    for year in (YEAR - 1, YEAR):
        Reckoning.objects.get_or_create(county_id=found.pk, year=year)
    month = today().replace(day=1)
    missing = DutyResult.objects.filter(county_id=found.pk, duty="meetings.theme_day", met_on=None, period_start=month)
    bodies = list(missing.values_list("organization_id", flat=True)[:ROUNDS])
    cookie, by, times = people.cookie(Role.COUNTY_OFFICER), people.actor(Role.COUNTY_OFFICER), []
    with web() as server:
        address = f"/duties/compliance/{found.public_id}/?period=month&kind=theme_day"
        _page(server, cookie, address)
        for body in Organization.objects.filter(pk__in=bodies):
            before = _done(_page(server, cookie, address))

            def act(body: Organization = body, before: int = before) -> None:
                source = f"meetings.meeting:{uuid4()}"
                lodge(
                    by=by, source=source, organization=body, held_on=month, kinds=[Kind.THEME_DAY], title="主题党日",
                    address="/meetings/", at=now(),
                )  # fmt: skip
                own = _page(server, cookie, f"/duties/bodies/{body.public_id}/")
                if f"{month.year}年{month.month}月{month.day}日 主题党日" not in own:
                    raise AssertionError("支部页没有这份记录")
                if _done(_page(server, cookie, address)) != before + 1:
                    raise AssertionError("汇总页没有加上这份记录")

            times.append(seconds(act))
    return [Measure("一份记录到支部页和全县汇总页", max(times), AT_MOST, "秒")]


def _done(page: str) -> int:
    """Return how many the roll-up counts as done."""
    return sum(map(int, re.findall(r'data-label="已开展" class="num">(\d+)<', page)))


def _page(server: str, cookie: str, address: str) -> str:
    parts = urlsplit(server)
    link = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    link.request("GET", address, headers={"Cookie": cookie})
    answer = link.getresponse()
    content = answer.read().decode()
    link.close()
    if answer.status != http.client.OK:
        raise AssertionError(f"{address}: {answer.status}")
    return content
