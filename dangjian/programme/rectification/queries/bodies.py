"""Which bodies may be named, by whom, and which committee answers for one."""

from django.db.models import Q

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import COMMITTEES, Field, Level, Organization, OrganizationQuerySet
from dangjian.rulebook import RuleBreach

FIELDS = (Field.RURAL, Field.COMMUNITY, Field.PRIVATE_FIRM, Field.SOCIETY)  # Villages, communities, 两新 (P30).


def committee_of(body: Organization) -> Organization:
    """Return the nearest committee above that is no base body: of a township, a department, else the county.

    Raises ``RuleBreach`` where there is none.
    """
    above = Organization.objects.filter(path__in=paths.ancestors(body.path)[:-1], kind__in=COMMITTEES)
    found = above.exclude(level=Level.BASE).order_by("-path").first()
    if found is None:
        raise RuleBreach(f"{body.short_name}上面没有乡镇或县级党委，没有提出。请先核对隶属关系。")
    return found


def may_be_named(actor: Actor) -> OrganizationQuerySet:
    """Return the village, community and 两新 bodies directly under the actor's own posts, in the county's order.

    Of a village with several branches it is the committee or general branch: the body that answers for the place.
    """
    own = Q(parent__in=[grant.organization_id for grant in actor.grants])
    # A trade or zone committee of a township stands between it and the firms.
    between = Q(parent__parent__in=[grant.organization_id for grant in actor.grants], parent__level=Level.BASE)
    tops = own | (between & ~Q(parent__field__in=FIELDS))
    return Organization.objects.filter(tops, level=Level.BASE, field__in=FIELDS, closed_on=None).in_order()
