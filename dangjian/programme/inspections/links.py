"""What stands beside the record of a meeting: who read the records of its body."""

from collections.abc import Iterator

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.meetings.doors import Link
from dangjian.activities.meetings.models import Meeting


def links_of(actor: Actor, meeting: Meeting) -> Iterator[Link]:
    """Lead from a sealed record to the list of its body's readings; ``actor`` is whole."""
    if meeting.is_sealed and actor.may(Permission.INSPECTION_VIEW, meeting.org_path):
        yield Link("谁调阅过", f"{reverse('inspections:readings')}?body={meeting.organization.public_id}")
