"""The body answers a request, or the person takes it back; whoever comes second finds it done."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.dossier import notices
from dangjian.affairs.dossier.models import Answer, Correction, Outcome
from dangjian.affairs.members.facts import FACTS
from dangjian.affairs.members.services import correct_record
from dangjian.affairs.people.models import Source
from dangjian.channels.inbox.services import recall
from dangjian.foundation.time import at
from dangjian.rulebook import RuleBreach


@transaction.atomic
def accept(*, by: Actor, correction: Correction, words: str, on: date) -> Answer:
    """Set the fact as the person asked; ``by`` is narrowed to deciding and sees the request.

    Raises ``RuleBreach`` for one's own request, where it is answered already, and where the record refuses.
    """
    _refuse_own(by, correction)
    answer = _end(by, correction, Outcome.ACCEPTED, words, on)
    correct_record(
        by=by,
        person=correction.person,
        changes={correction.field: correction.value},
        source=Source.OWN,
        on=on,
        reference=correction.number,
    )
    notices.tell_the_person(correction=correction, outcome=Outcome.ACCEPTED, by=by, on=on)
    return answer


@transaction.atomic
def refuse(*, by: Actor, correction: Correction, words: str, on: date) -> Answer:
    """Leave the fact as it is, and say why; ``RuleBreach`` without words, for one's own, and where answered."""
    _refuse_own(by, correction)
    if not words.strip():
        raise RuleBreach("没有答复：不采纳的，请写明理由，本人能看到。")
    answer = _end(by, correction, Outcome.REFUSED, words, on)
    notices.tell_the_person(correction=correction, outcome=Outcome.REFUSED, by=by, on=on)
    return answer


@transaction.atomic
def withdraw(*, by: Actor, correction: Correction, on: date) -> Answer:
    """Take back one's own request; ``RuleBreach`` for another's, and where it is answered."""
    if correction.person_id != by.person_id:
        raise RuleBreach("只能撤回本人的申请，没有改动。")
    recall(by=by, subject_keys=[notices.subject(correction)], at=at(on, 0))
    return _end(by, correction, Outcome.WITHDRAWN, "", on)


def _refuse_own(by: Actor, correction: Correction) -> None:
    if correction.person_id == by.person_id:
        raise RuleBreach("不能答复自己的更正申请，没有改动。由上级党组织答复。")


def _end(by: Actor, correction: Correction, outcome: Outcome, words: str, on: date) -> Answer:
    Correction.objects.select_for_update().get(pk=correction.pk)
    if Answer.objects.filter(correction=correction).exists():
        raise RuleBreach("这件申请已经有结果，没有重复办理。请刷新后查看。")
    answer = Answer.objects.create(
        correction=correction, outcome=outcome, words=words.strip()[:200], account_id=by.account_id, who=_who(by), on=on
    )
    person = correction.person
    audit.record(
        by=by,
        action=f"correction.{outcome}",
        subject=person.public_id,
        organization_id=person.organization_id,
        path=person.org_path,
        words=f"{person} {FACTS[correction.field].caption}",
        county_id=person.county_id,
    )
    return answer


def _who(by: Actor) -> str:
    held = by.posts[0] if by.posts else None
    return f"{held.organization_name} {held.title} {by.name}"[:120] if held else by.name
