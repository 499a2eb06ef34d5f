"""Arrears are told to the member alone, once a month; six months in a row open a case for the branch."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from django.db import connection
from django.urls import reverse

from dangjian.access import zones
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.dues.models import Arrears
from dangjian.affairs.dues.queries.rolls import accounts_of
from dangjian.affairs.dues.rules import months
from dangjian.affairs.dues.services.matters import open_arrears
from dangjian.affairs.members.models import Member
from dangjian.affairs.people.models import Person
from dangjian.channels.inbox.holders import only
from dangjian.channels.inbox.services import Receiver, remind
from dangjian.procedures.provisions.queries import local_values

_BATCH = 500
# Who paid for none of the months before this one, from ``first`` on, and for whom an amount was set then.
_SILENT = """
SELECT m.person_id FROM members_member m
WHERE m.left_on IS NULL AND m.standing = 'normal' AND m.category IN ('full', 'probationary') AND m.lost_since IS NULL
AND EXISTS (SELECT FROM dues_assessment a WHERE a.person_id = m.person_id AND a.superseded_at IS NULL
    AND make_date(a.year, a.from_month, 1) <= %(first)s AND a.year = extract(year FROM %(first)s::date))
AND NOT EXISTS (SELECT FROM dues_paidmonth p WHERE p.person_id = m.person_id AND p.month >= %(first)s
    AND p.month < %(month)s)
ORDER BY m.person_id
"""


def silent(on: date, number: int) -> list[int]:
    """Return who paid for none of the last ``number`` months; those who are lost are looked for otherwise."""
    month = months.month_of(on)
    with connection.cursor() as cursor:
        cursor.execute(_SILENT, {"first": months.later(month, -number), "month": month})
        return [row[0] for row in cursor.fetchall()]


def remind_members(on: date, at: datetime) -> int:
    """Tell everyone in arrears, each alone and once for each month; return how many. Runs before a day's digest."""
    if zones.is_internet():
        return 0
    due_on = months.last_day(months.later(months.month_of(on), -1))
    told = 0
    people = silent(on, 1)
    for start in range(0, len(people), _BATCH):
        receivers: dict[int, list[Receiver]] = defaultdict(list)
        rows = Account.objects.filter(person__in=_owing(people[start : start + _BATCH], on), is_active=True)
        for account in rows.select_related("person"):
            person = account.person
            receivers[person.county_id].append(
                Receiver(person.organization_id, (only(account.pk),), reverse("dues:mine"), f"dues:{person.public_id}")
            )
        for county, some in receivers.items():
            told += remind(
                by=None, county_id=county, receivers=some, title="您有党费还没有交，可在下次组织生活时交给党支部",
                due_on=due_on, at=at,
            )  # fmt: skip
    return told


def _owing(people: Collection[int], on: date) -> list[int]:
    rows = list(Person.objects.filter(pk__in=people))
    accounts = accounts_of(rows)
    found = []
    for person in rows:
        account = accounts[person.pk]
        unpaid = months.longest_arrears(account.amounts, account.reliefs, account.paid, on=on)
        if len(unpaid) >= months.months_to_reminder(on, local_values(person.county_id, on)):
            found.append(person.pk)
    return found


def open_cases(on: date) -> list[Arrears]:
    """Open a case for everyone who paid nothing for the months of the rule; one who had an answer starts anew.

    Returns the cases opened now. A member's status is not touched.
    """
    number = months.months_to_procedure(on)
    made = []
    people = silent(on, number)
    busy = set(Arrears.objects.open().filter(person__in=people).values_list("person", flat=True))
    for member in (
        Member.objects.filter(person__in=people).exclude(person__in=busy).select_related("person", "organization")
    ):
        account = accounts_of([member.person])[member.person_id]
        unpaid = months.longest_arrears(account.amounts, account.reliefs, account.paid, on=on)
        answered = (
            Arrears.objects.filter(person=member.person)
            .order_by("-ended_on")
            .values_list("ended_on", flat=True)
            .first()
        )
        unpaid = [month for month in unpaid if answered is None or month > answered]
        if len(unpaid) >= number:
            made.append(open_arrears(by=None, member=member, since=unpaid[0], on=on))
    return made
