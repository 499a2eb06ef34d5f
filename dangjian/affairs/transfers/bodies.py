"""Which committee sends and receives for a branch, and which branches a transfer can go to."""

from datetime import date
from typing import Final

from django.db.models import Q

from dangjian.access import paths
from dangjian.affairs.organizations.models import BRANCHES, COMMITTEES, Kind, Organization
from dangjian.rulebook import RuleBreach

MOST: Final = 30
TARGETS: Final = tuple(kind for kind in BRANCHES if kind != Kind.TEMPORARY_BRANCH)


def committee_of(body: Organization) -> Organization:
    """Return the nearest committee at or above a body: what may approve prepared members may send and receive.

    Raises ``RuleBreach`` where there is none.
    """
    above = Organization.objects.filter(path__in=paths.ancestors(body.path), kind__in=COMMITTEES)
    found = above.order_by("-path").first()
    if found is None:
        raise RuleBreach(f"{body.short_name}上面没有有权审批预备党员的党委，没有提出。请先核对隶属关系。")
    return found


def targets(words: str, on: date, apart_from: Organization | None = None) -> list[Organization]:
    """Return the branches of the whole platform whose name holds the words, in order.

    The name and superior of a body are public: everyone may find where to send someone.
    """
    plain = " ".join(words.replace("\0", "").split())[:60]
    if not plain:
        return []
    rows = Organization.objects.open_on(on).filter(kind__in=TARGETS)
    for word in plain.split(" "):
        named = Q(name__icontains=word) | Q(short_name__icontains=word) | Q(initials__startswith=word.lower())
        rows = rows.filter(named | Q(parent__name__icontains=word))
    if apart_from is not None:
        rows = rows.exclude(pk=apart_from.pk)
    return list(rows.select_related("parent").order_by("county_id", "order_no", "id")[:MOST])
