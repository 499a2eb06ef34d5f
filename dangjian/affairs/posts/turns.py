"""Whose turn it is in a case learns it from the inbox: who holds the needed post at that body, and nobody else.

Nothing personal stands in such a notice; the name of the matter is on its page, which asks for the right to it.
"""

from typing import Final

from dangjian.access import zones
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.rights import RIGHTS, rights_at
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Field, Organization
from dangjian.channels.inbox.models import Kind
from dangjian.channels.inbox.services import Receiver, announce, recall
from dangjian.foundation.time import at
from dangjian.procedures.cases.doors import Turn, address_of, is_sealed
from dangjian.procedures.definitions.queries import text_of

_HIDDEN: Final = frozenset({Role.MEMBER.value})


def roles_with(permission: Permission, body: Organization) -> tuple[str, ...]:
    """Return the roles that carry ``permission`` at ``body``."""
    found = (role for role in Role if role in RIGHTS and role.value not in _HIDDEN)
    return tuple(
        role.value
        for role in found
        if any(
            right.permission is permission
            for right in rights_at(role, is_branch=body.is_branch, is_rural=body.field == Field.RURAL)
        )
    )


def tell(turn: Turn) -> None:
    """Take back what was not delivered about the case before, and tell the body whose turn it is now."""
    if is_sealed(turn.case):
        return  # Its card on the home page is enough: an inbox is read by more people than may know.
    key = f"case:{turn.case.public_id}"
    recall(by=turn.by, subject_keys=[key], at=at(turn.on, 0))
    address = address_of(turn.case)
    if turn.organization_id is None or not address or zones.is_internet():
        return
    body = Organization.objects.get(pk=turn.organization_id)
    title = text_of(turn.case).title
    announce(
        by=turn.by,
        county_id=body.county_id,
        receivers=[Receiver(body.pk, roles_with(Permission(turn.permission), body), address, key)],
        title=f"轮到{body.short_name}办理：{title}",
        line=turn.says,
        due_on=turn.due_on,
        kind=Kind.TASK,
        at=at(turn.on, 0),
    )
