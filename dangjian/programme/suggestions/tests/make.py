"""One suggestion at any county."""

from datetime import date

from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.programme.suggestions.models import Suggestion


def suggestion_at(body: Organization, person: Person, canary: str) -> Suggestion:
    """Make one that was said to ``body`` as if it ran the platform, every text of it the canary."""
    return Suggestion.objects.create(
        county_id=body.county_id, org_path=body.path, year=2026, number=body.pk, person=person, account_id=1,
        signature=canary, page=canary, words=canary, said_on=date(2026, 11, 20), due_on=date(2126, 1, 1),
    )  # fmt: skip
