"""What each role carries: one permission a line, how far down it reaches, and at which bodies.

Rows of a table; who fills which post is beside it in ``roles``. Nobody grants what they do not hold.
"""

from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from dangjian.access.actors import Reach
from dangjian.access.permissions import Permission as P  # noqa: N817  # a table reads better short
from dangjian.affairs.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Right:
    """One permission of a role and its reach.

    ``above_branches`` is carried only at a body with bodies below it to answer for, ``at_branches`` only at a branch,
    ``at_villages`` only in the countryside.
    """

    permission: P
    reach: Reach
    above_branches: bool = False
    at_branches: bool = False
    at_villages: bool = False


def _over(reach: Reach, *permissions: P) -> tuple[Right, ...]:
    return tuple(Right(permission, reach) for permission in permissions)


_READING = (P.ORGANIZATION_VIEW, P.ASSIGNMENT_VIEW, P.LIST_VIEW, P.GOAL_VIEW, P.BULLETIN_VIEW)
_ISSUING = (
    P.LIST_EDIT,
    P.TASK_ISSUE,
    P.ASSIGNMENT_ACCEPT,
    P.ASSIGNMENT_WRITE_OFF,
    P.DIRECTIVE_VIEW,
    P.DIRECTIVE_EDIT,
    P.BULLETIN_EDIT,
)
_KEEPING = (  # The register: what one reads of it, and what one writes into it.
    P.MEETING_VIEW,
    P.MEMBER_VIEW,
    P.MOBILITY_VIEW,
    P.TRANSFER_VIEW,
    P.TERM_VIEW,
    P.CORRECTION_VIEW,
    P.DUES_MATTER_VIEW,
    P.DUES_TALLY_VIEW,
)
_DUES = (P.DUES_VIEW, P.DUES_RECORD)  # At one's own body only: by name nobody above reads who paid (P21).
_ASSESSING = Right(P.DUES_ASSESS, Reach.BODY, at_branches=True)  # A branch sets what its own members pay.
_REGISTERING = (
    *(P.MEMBER_EDIT, P.MEMBER_REVEAL, P.MOBILITY_EDIT, P.PERSON_SEARCH, P.TRANSFER_START, P.CORRECTION_DECIDE),
    *(P.STANDING_VIEW, P.STANDING_EDIT),
)
_OVERSEEING = (  # Above the branches: bodies, posts, terms, rosters in and out.
    P.ADMISSION_AUDIT,
    P.ADMISSION_DECIDE,
    P.ADMISSION_VIEW,
    P.BLANK_FILL,
    P.BLANK_VIEW,
    P.CARD_ISSUE,
    P.DUES_DECIDE,
    P.DUPLICATE_MERGE,
    P.DUPLICATE_VIEW,
    P.IMPORT_CONFIRM,
    P.IMPORT_EDIT,
    P.IMPORT_VIEW,
    P.NEWCOMER_EDIT,
    P.ORGANIZATION_EDIT,
    P.PLACE_EDIT,
    P.POST_APPOINT,
    P.SLIP_ISSUE,
    P.STANDING_DECIDE,
    P.TERM_APPROVE,
    P.TERM_EDIT,
    P.TRANSFER_DECIDE,
)
_ADMITTING = (P.ADMISSION_AUDIT, P.ADMISSION_EDIT, P.ADMISSION_VIEW)  # At a branch.
_LIFE = (  # Organization life, places and units: what is owed and how it stands.
    P.BASE_VIEW,
    P.BURDEN_VIEW,
    P.DUTY_VIEW,
    P.INSPECTION_VIEW,
    P.NEWCOMER_VIEW,
    P.PLACE_VIEW,
    P.PLAN_VIEW,
    *(P.PRACTICE_VIEW, P.REGISTER_VIEW, P.RENEWAL_VIEW),
    P.SHIFT_VIEW,
    P.THEME_VIEW,
    P.WARNING_VIEW,
)
# Of weak bodies and of disposals nobody learns but the bodies that handle a case, each at its own post (P30).
_SEALED = (P.DISPOSAL_DECIDE, P.DISPOSAL_VIEW, P.RECTIFICATION_EDIT, P.RECTIFICATION_VIEW)
_WATCHING = (P.DUTY_EXPLAIN, P.INSPECTION_LEAD, P.PLAN_APPROVE, P.REGISTER_CONFIRM, P.WARNING_DISMISS, P.WARNING_PRESS)
_RENEWING = (P.RENEWAL_EDIT, P.RENEWAL_HANDLE_VIEW)  # Key villages and people: of the two committees that handle them.
_PRACTICING = (P.PRACTICE_AGREE, P.PRACTICE_TAKE)  # Steps of local procedures, at the body whose turn it is.
_VILLAGE = tuple(  # At one's own village: its matters, and what villagers ask.
    Right(permission, Reach.BODY, at_villages=True)
    for permission in (P.QUESTION_ANSWER, P.QUESTION_VIEW, P.VILLAGE_EDIT, P.VILLAGE_VIEW)
)
_ANSWERING = (P.ASSIGNMENT_REPORT, P.ASSIGNMENT_SUBMIT, P.ASSIGNMENT_PASS_ON)

RIGHTS: Final[dict[Role, tuple[Right, ...]]] = {
    Role.COUNTY_OFFICER: (
        *_over(Reach.SUBTREE, *_READING, *_KEEPING, *_REGISTERING, *_OVERSEEING),
        *_over(Reach.BODY, *_ISSUING, *_DUES, P.GOAL_EDIT, P.INBOX_VIEW, P.NOTICE_URGENT),
        *_over(Reach.BODY, P.COUNTY_RULE_VIEW, P.COUNTY_RULE_EDIT, P.SUGGESTION_VIEW, P.SUGGESTION_REPLY),
        *_over(Reach.SUBTREE, *_LIFE, *_WATCHING, P.APPRAISAL_VIEW),
        *_over(Reach.BODY, P.BASE_KEEP, P.LOCAL_DUTY_EDIT, P.THEME_EDIT, P.WARNING_RULE_EDIT),
        *_over(Reach.BODY, P.INTERVIEW_END, P.INTERVIEW_VIEW),
        *_over(Reach.BODY, *_SEALED, P.RECTIFICATION_DECIDE, P.RENEWAL_LEAD, P.REGISTER_DEFINE, P.REGISTER_FILL),
        *_over(Reach.SUBTREE, P.ADMISSION_FILE),  # 备案 with the county's organization department.
        *_over(Reach.SUBTREE, P.SHIFT_EDIT, P.VILLAGE_VIEW, *_RENEWING),
        *_over(Reach.BODY, *_PRACTICING, P.PRACTICE_EDIT),
        *_over(Reach.BODY, P.MEETING_SIGN_IN),  # As whoever they seat at their own body does.
    ),
    Role.COUNTY_LEADER: (
        *_over(Reach.SUBTREE, *_READING, *_LIFE, P.VILLAGE_VIEW),
        *_over(Reach.BODY, P.DIRECTIVE_VIEW, P.COUNTY_RULE_VIEW, P.INBOX_VIEW),
    ),
    Role.WORK_COMMITTEE_OFFICER: (
        *_over(Reach.SUBTREE, *_READING, *_KEEPING, *_REGISTERING, *_OVERSEEING),
        *_over(Reach.BODY, *_ISSUING, *_ANSWERING, *_DUES, P.INBOX_VIEW),
        *_over(Reach.SUBTREE, *_LIFE, *_WATCHING, P.APPRAISAL_VIEW),
        *_over(Reach.BODY, P.BASE_KEEP, P.MEETING_RECORD),  # Of the committee's own meetings.
        *_over(Reach.BODY, P.INTERVIEW_END, P.INTERVIEW_STATE, P.INTERVIEW_VIEW, P.WARNING_EXPLAIN),
        *_over(Reach.BODY, *_SEALED, *_PRACTICING, P.REGISTER_FILL),
    ),
    Role.TOWNSHIP_ORGANIZER: (
        *_over(Reach.SUBTREE, *_READING, *_KEEPING, *_REGISTERING, *_OVERSEEING),
        *_over(Reach.BODY, *_ISSUING, *_ANSWERING, *_DUES, P.INBOX_VIEW),
        *_over(Reach.SUBTREE, *_LIFE, *_WATCHING, *_RENEWING, P.APPRAISAL_VIEW),
        *_over(Reach.BODY, P.BASE_KEEP, P.MEETING_RECORD),  # Of the committee's own meetings.
        *_over(Reach.BODY, P.INTERVIEW_END, P.INTERVIEW_STATE, P.INTERVIEW_VIEW, P.WARNING_EXPLAIN),
        *_over(Reach.BODY, *_SEALED, *_PRACTICING, P.REGISTER_FILL, P.QUESTION_ANSWER),
        # As whoever they seat at their own body does.
        *_over(Reach.BODY, P.NEWCOMER_EDIT, P.PLACE_EDIT, P.VILLAGE_EDIT),
        *_over(Reach.SUBTREE, P.QUESTION_VIEW, P.VILLAGE_REVIEW, P.VILLAGE_VIEW),
    ),
    Role.TOWNSHIP_CLERK: (
        *_over(Reach.SUBTREE, P.ORGANIZATION_VIEW, P.ASSIGNMENT_VIEW, P.LIST_VIEW, *_KEEPING),
        *_over(Reach.SUBTREE, P.MEMBER_EDIT, P.MOBILITY_EDIT, P.IMPORT_EDIT, P.IMPORT_VIEW, P.BLANK_VIEW, P.BLANK_FILL),
        # Enters for the branches below, so that the organizer who judges is somebody else.
        # Whose paper it is stays named beside (B-13); agreeing and submitting is the branch's secretary's.
        *_over(Reach.SUBTREE, P.TRANSFER_START, P.MEETING_RECORD, P.ASSIGNMENT_REPORT),
        *_over(Reach.SUBTREE, P.ADMISSION_VIEW),  # A branch enters its own: who stands above only decides.
        *_over(Reach.SUBTREE, P.NEWCOMER_EDIT, P.PLACE_EDIT, P.REGISTER_FILL),
        *_over(Reach.BODY, *_DUES, P.BASE_KEEP, P.GOAL_VIEW, P.INBOX_VIEW, P.PRACTICE_TAKE),
        *_over(Reach.SUBTREE, *_LIFE, P.VILLAGE_VIEW),
    ),
    Role.SECRETARY: (
        *_over(Reach.SUBTREE, P.ORGANIZATION_VIEW, P.ASSIGNMENT_VIEW, P.LIST_VIEW, *_KEEPING),
        *_over(Reach.BODY, *_ANSWERING, *_REGISTERING, *_DUES, P.TERM_EDIT, P.INBOX_VIEW),
        _ASSESSING,
        *_VILLAGE,
        *_over(Reach.BODY, P.BASE_KEEP, P.MEETING_RECORD, P.MEETING_SEAL),
        *_over(Reach.BODY, P.DISPOSAL_EDIT, P.DISPOSAL_VIEW),
        # 初验 is the direct superior's: a village committee or general branch judges its branches.
        Right(P.ASSIGNMENT_ACCEPT, Reach.BODY, above_branches=True),
        # A secretary of a committee reads what is told to it, and how those below come on.
        Right(P.BULLETIN_VIEW, Reach.SUBTREE, above_branches=True),
        # 组织关系 is sent and received by base committees; a general branch is none, and its steps never wait there.
        Right(P.TRANSFER_DECIDE, Reach.BODY, above_branches=True),
        # So are probationary members: a case's superior is a committee that may approve them.
        Right(P.ADMISSION_DECIDE, Reach.SUBTREE, above_branches=True),
        Right(P.ADMISSION_VIEW, Reach.SUBTREE, above_branches=True),
        *(Right(permission, Reach.BODY, at_branches=True) for permission in _ADMITTING),
        Right(P.DUES_DECIDE, Reach.SUBTREE, above_branches=True),
        *_over(Reach.SUBTREE, *_LIFE, P.DUTY_EXPLAIN),  # Also what a Party group of the branch missed.
        *_over(Reach.BODY, P.PLAN_EDIT, P.INTERVIEW_STATE, P.INTERVIEW_VIEW, P.WARNING_EXPLAIN),
        *_over(Reach.BODY, *_PRACTICING, P.NEWCOMER_EDIT, P.PLACE_EDIT, P.REGISTER_FILL),
        Right(P.APPRAISAL_VIEW, Reach.SUBTREE),
        Right(P.APPRAISAL_EDIT, Reach.BODY),  # By name at one's own body only (P21); never a delegate (P4).
        # A committee or general branch approves the plans of the branches under it.
        Right(P.PLAN_APPROVE, Reach.SUBTREE, above_branches=True),
    ),
    Role.BRANCH_CLERK: (
        *_over(Reach.SUBTREE, P.ORGANIZATION_VIEW, P.ASSIGNMENT_VIEW, P.LIST_VIEW, *_KEEPING),
        *(Right(permission, Reach.BODY, at_branches=True) for permission in _ADMITTING),
        *_over(Reach.BODY, P.ASSIGNMENT_REPORT, P.INBOX_VIEW, P.MEMBER_EDIT, P.MOBILITY_EDIT, P.TRANSFER_START),
        *_over(Reach.BODY, *_DUES),
        _ASSESSING,
        *_VILLAGE,
        *_over(Reach.BODY, P.BASE_KEEP, P.MEETING_RECORD),
        *_over(Reach.BODY, P.NEWCOMER_EDIT, P.PLACE_EDIT, P.PRACTICE_TAKE, P.REGISTER_FILL),
        *_over(Reach.SUBTREE, *_LIFE),
    ),
    Role.MEMBER: _over(Reach.BODY, P.ORGANIZATION_VIEW, P.INBOX_VIEW, P.MEETING_SIGN_IN, P.MEETING_VIEW, P.THEME_VIEW),
    Role.SYSTEM_ADMINISTRATOR: (
        *_over(Reach.SUBTREE, P.ACCOUNT_VIEW, P.ACCOUNT_MANAGE, P.ORGANIZATION_VIEW),
        *_over(Reach.BODY, P.JOB_VIEW, P.JOB_MANAGE, P.OFFICE_APPOINT, P.OFFICE_VIEW),
    ),
    Role.AUDIT_ADMINISTRATOR: _over(Reach.SUBTREE, P.AUDIT_VIEW),
}


def rights_at(role: Role, *, is_branch: bool, is_rural: bool = True) -> tuple[Right, ...]:
    """Return what ``role`` carries at a body of this kind and field."""
    absent = attrgetter("above_branches" if is_branch else "at_branches")
    return tuple(right for right in RIGHTS[role] if not absent(right) and (is_rural or not right.at_villages))
