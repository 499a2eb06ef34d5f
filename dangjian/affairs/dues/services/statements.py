"""How a branch collects, and what a body publishes of a year."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.dues.models import Custom, Every, Statement
from dangjian.affairs.dues.queries.years import figures
from dangjian.affairs.dues.services.books import recorder
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.rulebook import RuleBreach


@transaction.atomic
def set_custom(*, by: Actor, organization: Organization, every: Every, day: int, on: date) -> Custom:
    """Set how a branch collects: by the month or, where the branch agreed, by the quarter; and its day."""
    keeper = recorder(by, organization)
    if not 1 <= day <= 28:  # noqa: PLR2004  # every month has it
        raise RuleBreach("收缴日写 1 至 28，没有改动。请改后再存。")
    place = {"county_id": organization.county_id, "org_path": organization.path}
    made, _ = Custom.objects.update_or_create(
        organization=organization, defaults={**place, "every": every, "day": day, "set_on": on}
    )
    _log(keeper, organization, "dues.custom", f"{every.label}，每月{day}日", str(organization.public_id))
    return made


@transaction.atomic
def publish(*, by: Actor, organization: Organization, year: int, words: str, on: date) -> Statement:
    """Publish a year's figures as they stand now; a later publication stands beside it.

    Raises ``RuleBreach`` for a year to come, and for words that hold numbers of persons.
    """
    keeper = recorder(by, organization)
    refuse_numbers(words)
    if year > on.year:
        raise RuleBreach("还没到这一年，没有公布。")
    made = Statement.objects.create(
        organization=organization, county_id=organization.county_id, org_path=organization.path, year=year,
        figures=figures(organization, year).as_kept(), words=words.strip()[:300], published_on=on,
        account_id=keeper.account_id,
    )  # fmt: skip
    _log(keeper, organization, "dues.publish", f"{year}年", str(made.public_id))
    return made


def _log(by: Actor, body: Organization, action: str, words: str, subject: str) -> None:
    audit.record(
        by=by, action=action, subject=subject, organization_id=body.pk, path=body.path, words=words,
        county_id=body.county_id,
    )  # fmt: skip
