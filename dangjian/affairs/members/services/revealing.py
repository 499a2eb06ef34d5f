"""A masked number is shown once, to who gave a reason; both stand in the log."""

from datetime import datetime

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.members.facts import FACTS
from dangjian.affairs.members.models import Reason, Reveal
from dangjian.affairs.people.models import Person
from dangjian.rulebook import RuleBreach


@transaction.atomic
def reveal(*, by: Actor, person: Person, field: str, reason: Reason, words: str = "") -> Reveal:
    """Note that ``by`` asks for a sealed field of ``person`` and why; ``show`` then gives it once.

    Raises ``RuleBreach`` where nothing is held, ``LookupError`` for a field that is not sealed.
    """
    fact = FACTS[field]
    if not fact.is_sealed:
        raise LookupError(field)
    if not getattr(person, field):
        raise RuleBreach(f"{person} 的{fact.caption}没有登记，没有可显示的。")
    made = Reveal.objects.create(
        person=person,
        county_id=person.county_id,
        org_path=person.org_path,
        account_id=by.account_id,
        field=field,
        reason=reason,
        words=words[:100],
    )
    audit.record(
        by=by,
        action="person.reveal",
        subject=person.public_id,
        organization_id=person.organization_id,
        path=person.org_path,
        words=f"{person} {fact.caption}：{made.get_reason_display()}{'，' if words else ''}{words}",
        county_id=person.county_id,
    )
    return made


@transaction.atomic
def show(*, by: Actor, reveal: Reveal, at: datetime) -> str:
    """Return the number, the first time and to who asked; empty ever after."""
    asked = Reveal.objects.filter(pk=reveal.pk, account_id=by.account_id, shown_at=None)
    return reveal.person.unsealed(reveal.field) if asked.update(shown_at=at) else ""


@transaction.atomic
def looked(*, by: Actor, person: Person) -> None:
    """Note that ``by`` opened the record of someone else."""
    if by.person_id == person.pk:
        return
    audit.record(
        by=by,
        action="person.view",
        subject=person.public_id,
        organization_id=person.organization_id,
        path=person.org_path,
        words=str(person),
        county_id=person.county_id,
    )
