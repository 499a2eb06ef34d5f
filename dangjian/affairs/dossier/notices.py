"""Who is told of a request and of its answer: those who decide at the body; the person alone."""

from datetime import date
from typing import Final

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.rights import RIGHTS
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.dossier.models import Correction, Outcome
from dangjian.affairs.organizations.models import Organization
from dangjian.channels.inbox.holders import only
from dangjian.channels.inbox.models import Kind
from dangjian.channels.inbox.services import Receiver, announce
from dangjian.foundation.time import at

DECIDING: Final = tuple(
    role.value for role in Role if any(right.permission is Permission.CORRECTION_DECIDE for right in RIGHTS[role])
)


def subject(correction: Correction) -> str:
    """Return the key that names a request in the inbox."""
    return f"correction:{correction.public_id}"


def answering_body(correction: Correction) -> int:
    """Return the body that answers: the person's own, or the one above where the person decides there."""
    body = Organization.objects.get(pk=correction.person.organization_id)
    return body.parent_id if correction.is_of_decider and body.parent_id else body.pk


def tell_who_answers(*, correction: Correction, by: Actor, on: date) -> None:
    """Tell the body that a request waits; nothing personal stands in it."""
    address = reverse("dossier:request", args=[correction.public_id])
    announce(
        by=by,
        county_id=correction.county_id,
        receivers=[Receiver(answering_body(correction), DECIDING, address, subject(correction))],
        title="有一件档案更正申请等您答复",
        due_on=correction.due_on,
        kind=Kind.TASK,
        at=at(on, 0),
    )


def tell_the_person(*, correction: Correction, outcome: Outcome, by: Actor, on: date) -> None:
    """Tell the person, and nobody else, that their request is answered."""
    account = Account.objects.filter(person=correction.person).first()
    if account is None:
        return
    receiver = Receiver(
        correction.person.organization_id, (only(account.pk),), reverse("dossier:own"), subject(correction)
    )
    announce(
        by=by,
        county_id=correction.county_id,
        receivers=[receiver],
        title=f"您的档案更正申请有了答复：{outcome.label}",
        kind=Kind.PROGRESS,
        at=at(on, 0),
    )
