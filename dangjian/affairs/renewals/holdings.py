"""What is held of a person's review, for 我的档案 alone."""

from datetime import date

from django.urls import reverse

from dangjian.access.privacy import Privacy
from dangjian.affairs.people.holdings import Held, Section
from dangjian.affairs.people.models import Person
from dangjian.affairs.renewals.queries.people import reviews_of


def sections(person: Person, on: date) -> list[Section]:  # noqa: ARG001  # the door's signature
    """Return the reviews of which the person is told; nothing for who has none."""
    facts = [
        Held(row.campaign.name, row.get_verdict_display(), Privacy.SENSITIVE, "县委组织部登记")
        for row in reviews_of(person.pk)
    ]
    if not facts:
        return []
    address = reverse("renewals:mine")
    return [
        Section(
            "换届人选联审", facts, is_condition=True, is_own=True, own_address=address, own_caption="看结果、申请复核"
        )
    ]
