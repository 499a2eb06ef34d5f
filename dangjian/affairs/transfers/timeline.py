"""A person's timeline: when a transfer was started, settled, or came to nothing."""

from django.urls import reverse

from dangjian.affairs.people.holdings import Happening
from dangjian.affairs.people.models import Person
from dangjian.affairs.transfers.models import Transfer

_SOURCE = "组织关系接转"


def happenings(person: Person) -> list[Happening]:
    """Return what happened to a person's formal relation, with the page of each transfer."""
    found: list[Happening] = []
    for row in Transfer.objects.filter(person=person).order_by("id"):
        address = reverse("transfers:transfer", args=[row.public_id])
        way = f"由{row.from_name}转往{row.to_name}"
        if row.received_on:
            found.append(Happening(row.received_on, f"组织关系{way}，已报到", _SOURCE, address))
        else:
            found.append(Happening(row.started_on, f"提出{way}，{row.get_state_display()}", _SOURCE, address))
    return found
