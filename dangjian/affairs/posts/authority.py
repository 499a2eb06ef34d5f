"""Who may fill which post: nobody grants what leads beyond their own authority (docs/decisions/0040)."""

from collections.abc import Iterable
from typing import Final

from dangjian.access import paths
from dangjian.access.actors import Actor, PostHeld
from dangjian.affairs.accounts.roles import (
    APPOINTS,
    APPOINTS_AT_THE_TOP,
    CAPTIONS,
    Relation,
    Role,
    office_of,
)
from dangjian.affairs.organizations.models import COMMITTEES, Kind, Level, Organization
from dangjian.rulebook import RuleBreach

_AT_COUNTY: Final = (
    Role.COUNTY_OFFICER,
    Role.COUNTY_LEADER,
    Role.SYSTEM_ADMINISTRATOR,
    Role.AUDIT_ADMINISTRATOR,
)
_AT_TOWNSHIP: Final = (Role.TOWNSHIP_ORGANIZER, Role.TOWNSHIP_CLERK)
_ANYWHERE: Final = (Role.SECRETARY, Role.BRANCH_CLERK, Role.MEMBER)


def fits(role: Role, *, level: str, kind: str) -> bool:
    """Say whether a body of this level and kind has such posts: an officer of the county is none at a branch."""
    if role in _AT_COUNTY:
        return level == Level.COUNTY
    if role in _AT_TOWNSHIP:
        return level == Level.TOWNSHIP
    if role is Role.WORK_COMMITTEE_OFFICER:
        return kind == Kind.WORK_COMMITTEE or (level == Level.DEPARTMENT and kind in COMMITTEES)
    return role in _ANYWHERE


def roles_filled(held: Iterable[PostHeld], body: Organization) -> list[Role]:
    """Return the roles that the holder of these posts may fill at ``body``, in the order of the table of roles."""
    allowed: set[Role] = set()
    for post in held:
        allowed |= _from(Role(post.role), post.path, body.path)
    return [role for role in Role if role in allowed and fits(role, level=body.level, kind=body.kind)]


def _from(holder: Role, seat: str, place: str) -> frozenset[Role]:
    table = APPOINTS.get(holder, {})
    if seat == place:
        is_top = paths.depth(place) == 1
        at_top = APPOINTS_AT_THE_TOP.get(holder, frozenset()) if is_top else frozenset()
        return table.get(Relation.OWN, frozenset()) | at_top
    return table.get(Relation.BELOW, frozenset()) if paths.contains(seat, place) else frozenset()


def may_fill(by: Actor, role: Role, body: Organization) -> bool:
    """Say whether some post of ``by`` fills posts of ``role`` at ``body``."""
    return role in roles_filled(by.posts, body)


def refuse_beyond(by: Actor, role: Role, body: Organization) -> None:
    """Raise ``RuleBreach`` where the post is not for ``by`` to fill."""
    if not may_fill(by, role, body):
        raise RuleBreach(f"{body.short_name}的“{CAPTIONS[role]}”不由您的职务任免，没有改动。请由其上级党组织办理。")


def refuse_second_office(role: Role, held: Iterable[Role]) -> None:
    """Raise ``RuleBreach`` where one person would run the system, fill posts or read the log at once."""
    office = office_of(role)
    for other in held:
        if office and office_of(other) not in (None, office):
            raise RuleBreach(
                f"这位同志已任“{CAPTIONS[other]}”，系统管理、审计管理、职务任免须由不同的人担任，没有登记。请另选一人。"
            )
