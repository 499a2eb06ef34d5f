"""Who oversees whom: nobody opens the sign-in of someone who may do more than they look after."""

from collections.abc import Collection
from datetime import date
from typing import Final

from dangjian.access.actors import Actor, posts_and_grants
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts import holdings

ADMINISTRATION: Final = frozenset(
    {
        Permission.ACCOUNT_MANAGE,
        Permission.ACCOUNT_VIEW,
        Permission.AUDIT_VIEW,
        Permission.JOB_MANAGE,
        Permission.JOB_VIEW,
        Permission.OFFICE_APPOINT,
        Permission.OFFICE_VIEW,
    }
)


def is_beyond(by: Actor, person_id: int, on: date) -> bool:
    """Say whether a person may do something that ``by`` does not oversee.

    All their rights must lie in the scope that ``by`` is narrowed to; at the issuer's own body they
    must be rights the issuer holds too; rights of administration are nobody's to hand out.
    """
    theirs = posts_and_grants(person_id, on)[1]
    mine = posts_and_grants(by.person_id, on)[1]
    own_bodies = {grant.path for grant in by.grants}
    for grant in theirs:
        if grant.permission in ADMINISTRATION or not any(scope.covers(grant.path) for scope in by.grants):
            return True
        held = any(m.permission is grant.permission and m.covers(grant.path) for m in mine)
        if grant.path in own_bodies and not held:
            return True
    return False


def beyond(by: Actor, person_ids: Collection[int], on: date) -> set[int]:
    """Return those of many people in scope who are beyond ``by``.

    Who holds no post carries a member's rights only: of those nobody in scope is beyond anyone, and a
    branch of fifty is asked in two queries.
    """
    return {person for person in holdings.held(person_ids, on) if is_beyond(by, person, on)}
