"""Whole numbers and the copy of one's record: each leaves a row of the log."""

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.dossier.models import Correction
from dangjian.affairs.members.facts import FACTS
from dangjian.affairs.people.models import Person
from dangjian.rulebook import RuleBreach


@transaction.atomic
def reveal_own(*, by: Actor, person: Person) -> None:
    """Note that someone asked to see their own numbers whole; ``RuleBreach`` for another's."""
    _refuse_others(by, person)
    _record(by, "dossier.reveal", person, "本人查看完整号码")


@transaction.atomic
def take_copy(*, by: Actor, person: Person) -> None:
    """Note that someone took a copy of their own record; ``RuleBreach`` for another's."""
    _refuse_others(by, person)
    _record(by, "dossier.copy", person, "本人下载档案副本")


@transaction.atomic
def reveal_asked(*, by: Actor, correction: Correction) -> None:
    """Note that who answers looked at the whole number that is asked for, and at the one that is held."""
    caption = FACTS[correction.field].caption
    _record(by, "person.reveal", correction.person, f"{correction.person} {caption}：核对本人的更正申请")


def _refuse_others(by: Actor, person: Person) -> None:
    if person.pk != by.person_id or by.acting_for is not None:
        raise RuleBreach("只能查看本人的档案。")


def _record(by: Actor, action: str, person: Person, words: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=person.public_id,
        organization_id=person.organization_id,
        path=person.org_path,
        words=words,
        county_id=person.county_id,
    )
