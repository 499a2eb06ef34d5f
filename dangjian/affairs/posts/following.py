"""Posts follow their body: where it ends, who holds one there is out of it on that day."""

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.doors import Closed
from dangjian.affairs.posts.models import Appointment


def end_with_body(by: Actor, closed: Closed) -> None:
    """End every appointment at a body that is closed or taken up; the old rows stay, superseded.

    The closing itself is the paper and the audit row; the epochs rise with it.
    """
    running = Appointment.objects.select_for_update().filter(
        Q(during__endswith=None) | Q(during__endswith__gt=closed.on), post__organization=closed.body, superseded_at=None
    )
    for held in running.order_by("pk"):
        Appointment.objects.filter(pk=held.pk).update(superseded_at=Now())
        if held.during.lower < closed.on:
            Appointment.objects.create(
                person_id=held.person_id,
                post_id=held.post_id,
                county_id=held.county_id,
                org_path=held.org_path,
                during=DateRange(held.during.lower, closed.on),
                basis=held.basis,
                end_basis=closed.basis[:120],
                corrects=held,
                account_id=by.account_id,
            )
