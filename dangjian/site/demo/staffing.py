"""Who is drawn for a post: full members of the branches at or below a body, nobody twice."""

from bisect import bisect_left
from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access.paths import following
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.foundation.time import at
from dangjian.site.demo.cast import Part, played
from dangjian.site.demo.county import County
from dangjian.site.demo.people import rename

_LONGEST, _SHORTEST = timedelta(days=1400), timedelta(days=200)  # How long ago a post began.


class Staffing:
    """Draws holders from the rolls of full members; nobody is drawn twice."""

    def __init__(self, county: County) -> None:
        self._county = county
        self._free: dict[str, list[int]] = {}
        for member in county.rows.of(Member):
            if member.category == Category.FULL:
                self._free.setdefault(member.org_path, []).append(member.person_id)
        for roll in self._free.values():
            county.chance.shuffle(roll)
        self._paths = sorted(self._free)
        self._order: dict[int, int] = {}

    def fill(self, body: Organization, role: Role, title: str, source: str, *, office: str = "") -> None:
        """Make a post at `body` and appoint someone from a branch at or below the path `source`."""
        if not (person := self._draw(source)):
            return
        part = played(role, body.short_name, office)
        if part and part.login not in self._county.cast:
            self._play(part, person)
            title = part.title
        self._appoint(person, body, role, title, office)

    def plain(self, part: Part, source: str) -> None:
        """Let someone without a post play a part."""
        if person := self._draw(source):
            self._play(part, person)

    def _play(self, part: Part, person: Person) -> None:
        rename(person, part.name)
        self._county.cast[part.login] = person

    def room(self, source: str) -> int:
        """How many full members are still without a post in the branch at `source`."""
        return len(self._free.get(source, ()))

    def _draw(self, source: str) -> Person | None:
        first = bisect_left(self._paths, source)
        for path in self._paths[first : bisect_left(self._paths, following(source))]:
            if roll := self._free[path]:
                return self._county.rows.of(Person)[roll.pop() - 1]
        return None

    def _appoint(self, person: Person, body: Organization, role: Role, title: str, office: str) -> None:
        county = self._county
        self._order[body.pk] = self._order.get(body.pk, 0) + 1
        post = county.rows.add(
            Post(
                public_id=county.chance.public_id(),
                organization_id=body.pk,
                county_id=1,
                org_path=body.path,
                role=role,
                title=title,
                office=office,
                order_no=self._order[body.pk],
            )
        )
        since = county.chance.day(county.today - _LONGEST, county.today - _SHORTEST)
        county.rows.add(
            Appointment(
                person_id=person.pk,
                post_id=post.pk,
                county_id=1,
                org_path=body.path,
                during=DateRange(since, None),
                recorded_at=at(since, 9),
            )
        )
