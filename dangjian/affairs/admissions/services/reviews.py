"""A half-yearly review was held, or a report received: that it was and when, never what was said (P19)."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.models import About, Admission, Review
from dangjian.affairs.admissions.queries.days import days_of
from dangjian.affairs.admissions.queries.reviews import RULES, SINCE
from dangjian.affairs.admissions.services.steps import locked
from dangjian.rulebook import RuleBreach


@transaction.atomic
def note_review(*, by: Actor, admission: Admission, about: About, day: date, on: date) -> Review:
    """Note a review or a report on a day.

    Raises ``RuleBreach`` at the end of an admission, for a day to come, before it could be, and for the same twice.
    """
    row = locked(admission)
    if row.person_id == by.person_id:
        raise RuleBreach("不能登记自己的考察，没有改动。请由支部其他同志登记。")
    if day > on:
        raise RuleBreach("日期不能晚于今天，没有登记。请改日期。")
    since = days_of(row.case).get(SINCE.get(about, "apply"))
    if since is None or day < since:
        raise RuleBreach(f"{about.label}不能早于{_begun(about, since)}，没有登记。请改日期。")
    if row.reviews.filter(about=about, held_on=day).exists():
        raise RuleBreach("这一天已经登记过，没有重复登记。")
    due_on = None
    if about in RULES:
        held = row.reviews.filter(about=about).count()
        due_on = rules.next_review(RULES[about], since, held, day)
    made = Review.objects.create(
        admission=row, about=about, county_id=row.county_id, org_path=row.org_path, due_on=due_on, held_on=day,
        account_id=by.account_id,
    )  # fmt: skip
    audit.record(
        by=by, action="admission.review", subject=row.public_id, organization_id=row.organization_id,
        path=row.org_path, words=about.label, county_id=row.county_id,
    )  # fmt: skip
    return made


def _begun(about: About, since: date | None) -> str:
    if since is None:
        return "确定入党积极分子" if about is About.ACTIVIST else "支部大会通过"
    return f"{since.year}年{since.month}月{since.day}日"


@transaction.atomic
def note_paper(*, by: Actor, admission: Admission, paper: str) -> None:
    """Write that someone took a paper about a person: it leaves the platform."""
    audit.record(
        by=by, action="admission.paper", subject=admission.public_id, organization_id=admission.organization_id,
        path=admission.org_path, words=paper, county_id=admission.county_id,
    )  # fmt: skip
