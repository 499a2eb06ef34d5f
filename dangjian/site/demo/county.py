"""What everything else of the demo county is made with: chance, names, rows, and the tree as it grows."""

from datetime import date

from dangjian.access import paths
from dangjian.affairs.organizations.models import Area, Field, Kind, Level, Organization, Unit
from dangjian.affairs.organizations.rules import credit_check
from dangjian.affairs.people.models import Person
from dangjian.foundation.names import initials
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.names import Names
from dangjian.site.demo.rows import Rows
from dangjian.site.demo.sizes import Measures

Attachment = Unit.bodies.through
_FIRST = date(1949, 10, 1)
_REGISTERED = {  # By whom it is registered; firms by 市场监管 (91). The area code that follows is no one's.
    Field.ORGAN: "11",
    Field.SCHOOL: "12",
    Field.HOSPITAL: "12",
    Field.RURAL: "54",
    Field.COMMUNITY: "55",
    Field.SOCIETY: "52",
}


class County:
    """The county in the making. The first body grown is its root."""

    def __init__(self, seed: int, today: date, measures: Measures) -> None:
        self.today = today
        self.measures = measures
        self.chance = Chance(seed, today)
        self.names = Names(self.chance)
        self.rows = Rows()
        self.areas: dict[str, Area] = {}
        self.cast: dict[str, Person] = {}  # By sign-in name.
        self._children: dict[int, int] = {}

    @property
    def root(self) -> Organization:
        """The county committee."""
        return self.bodies[0]

    @property
    def bodies(self) -> list[Organization]:
        """All bodies grown so far."""
        return self.rows.of(Organization)

    def grow(
        self,
        name: str,
        short_name: str,
        kind: Kind,
        field: Field,
        *,
        parent: Organization | None,
        level: Level = Level.BASE,
        area: Area | None = None,
        since: date | None = None,
        closed_on: date | None = None,
    ) -> Organization:
        """Add a body under `parent`, after its siblings; its place in the county's order is set at the end."""
        position = self._children.get(parent.pk, 0) if parent else 0
        if parent:
            self._children[parent.pk] = position + 1
        body = Organization(
            public_id=self.chance.public_id(),
            name=name,
            short_name=short_name,
            initials=initials(short_name),
            kind=kind,
            level=level,
            field=field,
            parent_id=parent.pk if parent else None,
            path=paths.child(parent.path if parent else "", position),
            county_id=1,
            order_no=0,
            area_id=area.pk if area else (parent.area_id if parent else None),
            founded_on=since or self.chance.day(_FIRST, date(self.today.year - 3, 6, 30)),
            closed_on=closed_on,
        )
        return self.rows.add(body)

    def unit(self, name: str, field: Field, area: Area | None, answering: Organization, *bodies: Organization) -> Unit:
        """Add a unit, the body that answers for it, and the bodies it has (none, one, or a shared one)."""
        first = f"{_REGISTERED.get(field, '91')}990127{len(self.rows.of(Unit)) + 1:08d}X"
        unit = self.rows.add(
            Unit(
                public_id=self.chance.public_id(),
                name=name,
                credit_code=first + credit_check(first),
                field=field,
                area_id=area.pk if area else None,
                county_id=1,
                org_path=answering.path,
                answering_body_id=answering.pk,
            )
        )
        for body in bodies:
            self.rows.add(Attachment(unit_id=unit.pk, organization_id=body.pk))
        return unit

    def put_in_order(self) -> None:
        """Number all bodies as the tree reads from top to bottom: the county's fixed sequence (P6)."""
        for number, body in enumerate(sorted(self.bodies, key=lambda body: body.path), start=1):
            body.order_no = number

    def children_of(self, body: Organization) -> list[Organization]:
        """The bodies directly under one, in order."""
        return [child for child in self.bodies if child.parent_id == body.pk]
