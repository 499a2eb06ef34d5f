"""Warnings of a county in one statement; the trial of a rule in another."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from dangjian.activities.duties.queries import duties_of
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.warnings.facts import RECKON, TRIAL
from dangjian.programme.warnings.models import WarningRule, Watch
from dangjian.programme.warnings.rules import WATCHED, About, article, cure_days, trial_days
from dangjian.rulebook import procedures

_OLDEST = 731


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule would have raised at one body."""

    body: int
    raised: int
    second: int
    third: int
    open: int


@transaction.atomic
def reckon(county_id: int, on: date, *, bodies: Collection[int] | None = None) -> int:
    """Raise, raise in level, heal and fade the warnings of a county or of some bodies; return how many rows moved.

    One after another in a county, so that an older view never overwrites a newer one.
    """
    rules = list(WarningRule.objects.standing().filter(county_id=county_id))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('warnings:' || %s, 0))", [str(county_id)])
        cursor.execute(RECKON, _values(county_id, on, rules, bodies))
        moved = int(cursor.rowcount)
    if bodies is None:
        Watch.objects.update_or_create(county_id=county_id, defaults={"reckoned_on": on})
    return moved


def trial(rule: WarningRule, on: date) -> list[Tried]:
    """Return whom a rule would have warned over the last year, body by body; nothing is written."""
    with connection.cursor() as cursor:
        cursor.execute(TRIAL, _values(rule.county_id, on, [rule], None))
        return [Tried(*row) for row in cursor.fetchall()]


def _values(county_id: int, on: date, rules: Sequence[WarningRule], bodies: Collection[int] | None) -> dict[str, Any]:
    duties = {key: (duty.name, duty.citation) for key, duty in duties_of(county_id, on).items()}
    articles = {key: article(About.TERM, key, on) for key in ("village", "committee", "branch")}
    articles |= {str(one): article(one, "", on) for one in (About.VACANCY, About.DUES)}
    return {
        "rules": json.dumps([_row(rule) for rule in rules]),
        "duties": json.dumps(duties, ensure_ascii=False),
        "articles": json.dumps(articles, ensure_ascii=False),
        "procedures": json.dumps({text.key: text.title for text in procedures()}, ensure_ascii=False),
        "watched": list(WATCHED),
        "county": county_id,
        "bodies": None if bodies is None else sorted(bodies),
        "on": on,
        "since": on - timedelta(days=_OLDEST),
        "cure": cure_days(on, local_values(county_id, on)),
        "trial": trial_days(on),
    }


def _row(rule: WarningRule) -> dict[str, object]:
    return {"id": rule.pk, "about": rule.about, "key": rule.key, "first": rule.first_days, "second": rule.second_days,
            "third": rule.third_days, "fades": rule.fade_days}  # fmt: skip
