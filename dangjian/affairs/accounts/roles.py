"""The roles of the field, and who fills which posts.

A role is what a post carries (``affairs/posts``); what it may do stands in ``rights``.
"""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """The roles, by the names the field uses."""

    COUNTY_OFFICER = "county_officer"
    COUNTY_LEADER = "county_leader"
    WORK_COMMITTEE_OFFICER = "work_committee_officer"
    TOWNSHIP_ORGANIZER = "township_organizer"
    TOWNSHIP_CLERK = "township_clerk"
    SECRETARY = "secretary"
    BRANCH_CLERK = "branch_clerk"
    MEMBER = "member"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    AUDIT_ADMINISTRATOR = "audit_administrator"


CAPTIONS: Final = {
    Role.COUNTY_OFFICER: "县委组织部干部",
    Role.COUNTY_LEADER: "县级领导",
    Role.WORK_COMMITTEE_OFFICER: "县直机关工委干部",
    Role.TOWNSHIP_ORGANIZER: "组织委员",
    Role.TOWNSHIP_CLERK: "镇乡党务信息员",
    Role.SECRETARY: "党组织书记",
    Role.BRANCH_CLERK: "党务信息员",
    Role.MEMBER: "党员",
    Role.SYSTEM_ADMINISTRATOR: "系统管理员",
    Role.AUDIT_ADMINISTRATOR: "审计管理员",
}


ADMINISTRATORS: Final = (Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)


class Relation(StrEnum):
    """Where a post is filled, seen from the body of who fills it."""

    OWN = "own"
    BELOW = "below"


_STAFF: Final = frozenset({Role.SECRETARY, Role.BRANCH_CLERK, Role.MEMBER})
_CLERKS: Final = frozenset({Role.TOWNSHIP_CLERK, Role.BRANCH_CLERK})
_OVER_BRANCHES: Final = {Relation.OWN: _CLERKS, Relation.BELOW: _STAFF}

# Who fills which posts (docs/decisions/0040): never one's own equal at one's own body, save where no body of the
# platform stands above; administrators only by a system administrator.
APPOINTS: Final[dict[Role, dict[Relation, frozenset[Role]]]] = {
    Role.COUNTY_OFFICER: {
        Relation.OWN: frozenset({Role.COUNTY_LEADER, Role.MEMBER}),
        Relation.BELOW: _STAFF
        | _CLERKS
        | {Role.COUNTY_OFFICER, Role.COUNTY_LEADER, Role.WORK_COMMITTEE_OFFICER, Role.TOWNSHIP_ORGANIZER},
    },
    Role.WORK_COMMITTEE_OFFICER: _OVER_BRANCHES,
    Role.TOWNSHIP_ORGANIZER: _OVER_BRANCHES,
    Role.SYSTEM_ADMINISTRATOR: {Relation.OWN: frozenset(ADMINISTRATORS)},
}
# At a body with none above it on the platform an officer fills the posts of other officers, never their own.
APPOINTS_AT_THE_TOP: Final = {Role.COUNTY_OFFICER: frozenset({Role.COUNTY_OFFICER})}

# One person holds at most one of these: who runs the system, who reads the log, who fills posts (三员分设).
OFFICES: Final = (
    frozenset({Role.SYSTEM_ADMINISTRATOR}),
    frozenset({Role.AUDIT_ADMINISTRATOR}),
    frozenset({Role.COUNTY_OFFICER, Role.WORK_COMMITTEE_OFFICER, Role.TOWNSHIP_ORGANIZER}),
)


def office_of(role: Role) -> frozenset[Role] | None:
    """Return the separated office that a role belongs to, None for all others."""
    return next((office for office in OFFICES if role in office), None)
