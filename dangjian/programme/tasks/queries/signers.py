"""Who may have signed the paper of a body: its secretary first, then its clerks."""

from dataclasses import dataclass
from datetime import date

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import CAPTIONS, Role
from dangjian.affairs.posts.models import Appointment

_SIGNING = (Role.SECRETARY, Role.BRANCH_CLERK)


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who answers for a body; those without an account sign papers too."""

    key: str
    name: str
    role: Role
    account_id: int | None

    @property
    def words(self) -> str:
        """The name with the office."""
        return f"{self.name}（{CAPTIONS[self.role]}）"


def signers(organization_id: int, on: date) -> list[Signer]:
    """Return who answers for a body on a day; two queries."""
    rows = list(
        Appointment.objects.held_on(on)
        .filter(post__organization_id=organization_id, post__role__in=_SIGNING)
        .select_related("person", "post")
        .order_by("post__order_no", "id")
    )
    rows.sort(key=lambda row: _SIGNING.index(Role(row.post.role)))
    accounts = dict(
        Account.objects.filter(person__in=[row.person_id for row in rows], is_active=True).values_list(
            "person_id", "id"
        )
    )
    return [
        Signer(str(row.public_id), row.person.name, Role(row.post.role), accounts.get(row.person_id)) for row in rows
    ]
