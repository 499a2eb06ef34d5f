"""Posts follow: where a body ends, and where a person leaves a branch, who holds one there is out of it that day."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.members.departures import Departed
from dangjian.affairs.organizations.doors import Closed
from dangjian.affairs.posts.models import Appointment, AppointmentQuerySet


def end_with_body(by: Actor, closed: Closed) -> None:
    """End every appointment at a body that is closed or taken up; the old rows stay, superseded.

    The closing itself is the paper and the audit row; the epochs rise with it.
    """
    _end(by, Appointment.objects.filter(post__organization=closed.body), closed.on, closed.basis)


def end_with_membership(by: Actor, departed: Departed) -> None:
    """End what a person holds in the branch they leave; everything, where they leave the platform's branches.

    The transfer, death or removal is the paper and has the audit row.
    """
    rows = Appointment.objects.filter(person=departed.person)
    held = rows if departed.is_gone else rows.filter(post__organization=departed.branch)
    if _end(by, held, departed.on, departed.basis):
        raise_epoch(account_ids=Account.objects.filter(person=departed.person).values_list("pk", flat=True))


def _end(by: Actor, rows: AppointmentQuerySet, on: date, basis: str) -> int:
    """End these appointments on a day; those that would begin later never do. Return how many."""
    running = rows.known().filter(Q(during__endswith=None) | Q(during__endswith__gt=on))
    ending = list(running.select_for_update(of=("self",)).order_by("pk"))
    for held in ending:
        Appointment.objects.filter(pk=held.pk).update(superseded_at=Now())
        if held.during.lower < on:
            Appointment.objects.create(
                person_id=held.person_id,
                post_id=held.post_id,
                county_id=held.county_id,
                org_path=held.org_path,
                during=DateRange(held.during.lower, on),
                basis=held.basis,
                end_basis=basis[:120],
                corrects=held,
                account_id=by.account_id,
            )
    return len(ending)
