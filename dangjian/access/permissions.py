"""What may be done, one word each: ``noun:verb``, in alphabetical order."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """A verb over a noun; roles give them (``affairs/accounts/roles.py``)."""

    ACCOUNT_MANAGE = "account:manage"
    ACCOUNT_VIEW = "account:view"
    ASSIGNMENT_ACCEPT = "assignment:accept"
    ASSIGNMENT_PASS_ON = "assignment:pass-on"  # noqa: S105  # a verb, no secret
    ASSIGNMENT_REPORT = "assignment:report"
    ASSIGNMENT_SUBMIT = "assignment:submit"
    ASSIGNMENT_VIEW = "assignment:view"
    ASSIGNMENT_WRITE_OFF = "assignment:write-off"
    AUDIT_VIEW = "audit:view"
    BLANK_FILL = "blank:fill"
    BLANK_VIEW = "blank:view"
    BULLETIN_EDIT = "bulletin:edit"
    BULLETIN_VIEW = "bulletin:view"
    CARD_ISSUE = "card:issue"
    CORRECTION_DECIDE = "correction:decide"
    CORRECTION_VIEW = "correction:view"
    COUNTY_RULE_EDIT = "county-rule:edit"
    COUNTY_RULE_VIEW = "county-rule:view"
    DIRECTIVE_EDIT = "directive:edit"
    DIRECTIVE_VIEW = "directive:view"
    DUPLICATE_MERGE = "duplicate:merge"
    DUPLICATE_VIEW = "duplicate:view"
    GOAL_EDIT = "goal:edit"
    GOAL_VIEW = "goal:view"
    IMPORT_CONFIRM = "import:confirm"
    IMPORT_EDIT = "import:edit"
    IMPORT_VIEW = "import:view"
    INBOX_VIEW = "inbox:view"
    JOB_MANAGE = "job:manage"
    JOB_VIEW = "job:view"
    LIST_EDIT = "list:edit"
    LIST_VIEW = "list:view"
    MEMBER_EDIT = "member:edit"
    MEMBER_REVEAL = "member:reveal"
    MEMBER_VIEW = "member:view"
    MOBILITY_EDIT = "mobility:edit"
    MOBILITY_VIEW = "mobility:view"
    NOTICE_URGENT = "notice:urgent"
    OFFICE_APPOINT = "office:appoint"
    OFFICE_VIEW = "office:view"
    ORGANIZATION_EDIT = "organization:edit"
    ORGANIZATION_VIEW = "organization:view"
    PERSON_SEARCH = "person:search"
    POST_APPOINT = "post:appoint"
    SLIP_ISSUE = "slip:issue"
    STANDING_DECIDE = "standing:decide"
    STANDING_EDIT = "standing:edit"
    STANDING_VIEW = "standing:view"
    TASK_ISSUE = "task:issue"
    TERM_APPROVE = "term:approve"
    TERM_EDIT = "term:edit"
    TERM_VIEW = "term:view"
    TRANSFER_DECIDE = "transfer:decide"
    TRANSFER_START = "transfer:start"
    TRANSFER_VIEW = "transfer:view"

    @property
    def is_reading(self) -> bool:
        """Say whether holding it changes nothing: such a permission never guards a POST."""
        return self.value.endswith(":view")


SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
