"""The body whose turn it is learns it from the inbox: the host that a member comes, the home that one objects.

No name stands in a notice; it is on the page, which asks for the right to it.
"""

from datetime import date

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.mobility.models import Objection, Stay
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.turns import roles_with
from dangjian.channels.inbox.services import Receiver, announce, recall
from dangjian.foundation.time import at


def tell_host(*, by: Actor, stay: Stay, on: date) -> None:
    """Tell the host, a body of the platform, that someone is to report there; what was said before is taken back."""
    withdraw(by=by, row=stay, on=on)
    if stay.host is None or not stay.is_out or stay.reported_on is not None:
        return
    address = reverse("mobility:stay", args=[stay.public_id])
    _tell(by, stay.host, "有流动党员登记到本支部，请在报到后确认", address, stay, None, on)


def tell_home(*, by: Actor, objection: Objection, on: date) -> None:
    """Tell the home body that a member objects to a class and waits for an answer."""
    address = reverse("mobility:objection", args=[objection.public_id])
    title = "有党员对流动分类提出异议，请按期答复"
    _tell(by, objection.organization, title, address, objection, objection.due_on, on)


def withdraw(*, by: Actor, row: Stay | Objection, on: date) -> None:
    """Take back what was said about it and not delivered."""
    recall(by=by, subject_keys=[_key(row)], at=at(on, 0))


def _key(row: Stay | Objection) -> str:
    return f"{row._meta.model_name}:{row.public_id}"


def _tell(
    by: Actor, body: Organization, title: str, address: str, row: Stay | Objection, due_on: date | None, on: date
) -> None:
    if zones.is_internet():  # Who is away stays inside (P37), and so does the page.
        return
    roles = roles_with(Permission.MOBILITY_EDIT, body)
    receivers = [Receiver(body.pk, roles, address, _key(row))]
    announce(by=by, county_id=body.county_id, receivers=receivers, title=title, due_on=due_on, at=at(on, 0))
