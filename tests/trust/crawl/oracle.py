"""What the policy allows, worked out without the code under test: posts, a naive walk up the tree, the roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dangjian.access.actors import Reach
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.rights import RIGHTS, Right
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.tests.make import TODAY
from tests.trust.crawl.world import World, appointments


@dataclass(frozen=True, slots=True)
class Seat:
    """A role at a body that is open today."""

    role: Role
    body: Organization


def seats(account: Account, on: date = TODAY) -> list[Seat]:
    """Return the roles a person has today and where."""
    held = [Seat(Role(row.post.role), row.post.organization) for row in appointments(account)]
    held += [Seat(Role.MEMBER, row.organization) for row in Member.objects.filter(person_id=account.person_id)]
    return [seat for seat in held if seat.body.closed_on is None or seat.body.closed_on > on]


def places_of(account: Account) -> set[int]:
    """Return the bodies where a person has a post or ever had one: their own record names them."""
    return set(Appointment.objects.filter(person_id=account.person_id).values_list("post__organization", flat=True))


def is_at_or_below(body: Organization, above: Organization, parents: Mapping[int, int | None]) -> bool:
    """Climb from ``body`` by parents: the naive tree."""
    here: int | None = body.pk
    while here is not None:
        if here == above.pk:
            return True
        here = parents[here]
    return False


def carried(seat: Seat) -> list[Right]:
    """Return what a seat carries; what is meant for those above branches falls away at a branch."""
    is_branch = seat.body.kind not in {"work_committee", "committee", "general_branch", "group"}
    return [
        right
        for right in RIGHTS[seat.role]
        if not (right.above_branches and is_branch)
        and not (right.at_branches and not is_branch)
        and not (right.at_villages and seat.body.field != "rural")
    ]


HELD_FOR_ALL_BELOW = (Permission.BULLETIN_VIEW, Permission.GOAL_VIEW)
# A person's condition is a count above the branch (P21): a row opens at the body itself, however far the right reaches.
NAMED_AT_THE_BODY = (
    Permission.ADMISSION_AUDIT,
    Permission.ADMISSION_DECIDE,
    Permission.ADMISSION_EDIT,
    Permission.ADMISSION_FILE,
    Permission.ADMISSION_VIEW,
    Permission.MOBILITY_VIEW,
    Permission.MOBILITY_EDIT,
    Permission.STANDING_VIEW,
    Permission.STANDING_EDIT,
    Permission.STANDING_DECIDE,
    Permission.DUES_MATTER_VIEW,
    Permission.DUES_DECIDE,
    Permission.DISPOSAL_DECIDE,
    Permission.DISPOSAL_EDIT,
    Permission.DISPOSAL_VIEW,
    Permission.RECTIFICATION_DECIDE,
    Permission.RECTIFICATION_EDIT,
    Permission.RECTIFICATION_VIEW,
)


class Oracle:
    """The policy over one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.parents = dict(Organization.objects.values_list("pk", "parent_id"))
        self.seats = {name: seats(account) for name, account in world.accounts.items()}
        self.once = {name: places_of(account) for name, account in world.accounts.items()}

    def may(self, who: str, permission: Permission) -> bool:
        """Say whether any post of ``who`` carries the permission."""
        return any(right.permission is permission for seat in self.seats[who] for right in carried(seat))

    def opens(self, who: str, permission: Permission, place: str) -> bool:
        """Say whether ``who`` may open a row of ``place``: also what superiors hold for all below (方案目标, 通报)."""
        body = self.world.places[place].body
        if permission in NAMED_AT_THE_BODY:
            return any(
                seat.body.pk == body.pk
                for seat in self.seats[who]
                if any(right.permission is permission for right in carried(seat))
            )
        if self.reaches(who, permission, place):
            return True
        return permission in HELD_FOR_ALL_BELOW and any(
            is_at_or_below(seat.body, body, self.parents)
            for seat in self.seats[who]
            if any(right.permission is permission for right in carried(seat))
        )

    def is_in_county(self, who: str, place: str) -> bool:
        """Say whether ``who`` holds anything in the county of ``place``."""
        return any(seat.body.county_id == self.world.places[place].body.county_id for seat in self.seats[who])

    def reaches(self, who: str, permission: Permission, place: str) -> bool:
        """Say whether the permission of ``who`` reaches the body of ``place``."""
        body = self.world.places[place].body
        for seat in self.seats[who]:
            for right in carried(seat):
                if right.permission is not permission:
                    continue
                if right.reach is Reach.BODY and seat.body.pk == body.pk:
                    return True
                if right.reach is Reach.SUBTREE and is_at_or_below(body, seat.body, self.parents):
                    return True
        return False
