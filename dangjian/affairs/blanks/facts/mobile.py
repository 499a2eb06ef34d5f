"""How many members live elsewhere: a count, at and below a body."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Count

from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.blanks.catalogue import Asked, Fact, Known, Row, Subject, Values
from dangjian.affairs.blanks.facts.bodies import rolled_up
from dangjian.affairs.blanks.facts.synonyms import captions
from dangjian.affairs.mobility.models import Direction, Stay
from dangjian.affairs.organizations.models import Organization

_KEY: Final = "away"


def counted(keys: Sequence[str], rows: Sequence[Row], asked: Asked) -> Mapping[str, Values]:  # noqa: ARG001  # one key
    """Return how many of a body's members are registered as away; names stay in the branch (P21)."""
    scope = asked.actor.narrowed(Permission.MOBILITY_VIEW)
    stays = Stay.objects.filter(scope.within("org_path"), direction=Direction.OUT, ended_on=None)
    found = stays.order_by().values("org_path").annotate(away=Count("pk"))
    sums = rolled_up([_KEY], [(line["org_path"], line) for line in found])
    bodies = [row for row in rows if isinstance(row, Organization)]
    return {_KEY: {body.pk: Known(sums[_KEY].get(body.path, 0)) for body in bodies}}


FACTS: Final = (
    Fact(
        key=_KEY,
        captions=captions(Subject.BODY, _KEY),
        subject=Subject.BODY,
        privacy=Privacy.INTERNAL,
        permission=Permission.MOBILITY_VIEW,
        source="流动党员登记，含所辖",
        answer=counted,
        group="党员人数",
        is_additive=True,
    ),
)
