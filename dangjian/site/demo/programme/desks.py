"""Who acts for a body: who writes, who answers, who judges."""

from collections.abc import Iterable
from dataclasses import dataclass

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.site.demo.county import County

_ANSWER = (Role.TOWNSHIP_ORGANIZER, Role.WORK_COMMITTEE_OFFICER, Role.SECRETARY)
_WRITE = (Role.TOWNSHIP_CLERK, Role.BRANCH_CLERK)
_JUDGE = (Role.COUNTY_OFFICER, Role.TOWNSHIP_ORGANIZER, Role.WORK_COMMITTEE_OFFICER)


@dataclass(frozen=True, slots=True)
class Hand:
    """Someone acting in the name of a body or an office. `home` is the id of the branch they are a member of."""

    account_id: int
    name: str
    body_name: str
    home: int


class Desks:
    """The holders of posts with accounts, by body and role."""

    def __init__(self, county: County) -> None:
        people = county.rows.of(Person)
        accounts = {account.person_id: account.pk for account in county.rows.of(Account)}
        posts = county.rows.of(Post)
        self._held: dict[tuple[int, str], list[tuple[str, Hand]]] = {}
        self._people: dict[int, Hand] = {}
        for appointment in county.rows.of(Appointment):
            post, person = posts[appointment.post_id - 1], people[appointment.person_id - 1]
            if person.pk in accounts:
                body = county.bodies[post.organization_id - 1]
                hand = Hand(accounts[person.pk], person.name, post.office or body.short_name, person.organization_id)
                self._held.setdefault((body.pk, post.role), []).append((post.office, hand))
                self._people[person.pk] = hand

    def answers(self, body: Organization) -> Hand:
        """Who submits and passes on for a body."""
        return next(hand for role in _ANSWER for _, hand in self._held.get((body.pk, role), ()))

    def writes(self, body: Organization) -> Hand:
        """Who enters for a body: its clerk where it has one."""
        return next((hand for role in _WRITE for _, hand in self._held.get((body.pk, role), ())), self.answers(body))

    def holders(self, body: Organization, roles: Iterable[str]) -> list[int]:
        """The accounts that hold one of the roles at a body."""
        return [hand.account_id for role in roles for _, hand in self._held.get((body.pk, role), ())]

    def of_person(self, person_id: int) -> Hand:
        """Someone who holds a post and has an account, in the name of that post."""
        return self._people[person_id]

    def judges(self, body: Organization, of: Organization, office: str = "") -> Hand | None:
        """Who judges at `body` what the body `of` submitted: never a member of that branch. None where nobody may."""
        held = [pair for role in _JUDGE for pair in self._held.get((body.pk, role), ())]
        free = [pair for pair in held if pair[1].home != of.pk]
        free.sort(key=lambda pair: pair[0] != office)
        return free[0][1] if free else None
