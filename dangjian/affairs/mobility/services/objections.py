"""A member objects to a class; the body answers, and where it agrees the class ends."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.mobility import notices, rules
from dangjian.affairs.mobility.models import Class, Ending, Objection, Stage, Stay, Talent
from dangjian.affairs.mobility.services.remembering import log, remember
from dangjian.affairs.mobility.services.stays import end_open
from dangjian.affairs.people.words import refuse_numbers
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach


@transaction.atomic
def object_to(*, by: Actor, to_class: Class, words: str, on: date) -> Objection:
    """Object to one's own class. Nobody does it for someone else.

    Raises ``RuleBreach`` for a delegate, for who is not in that class, and where one waits for its answer.
    """
    if by.acting_for is not None:
        raise RuleBreach("异议由本人提出，不能代办，未提交。")
    refuse_numbers(words)
    row = _classed(by.person_id, to_class)
    if row is None or row.person is None:
        raise RuleBreach(f"您现在没有登记为{to_class.label}，没有可提的异议。")
    if Objection.objects.open().filter(person=row.person, to_class=to_class).exists():
        raise RuleBreach("您已提过异议，正在等答复，没有重复提交。")
    due_on = rules.answer_due(made_on=on, on=on, local=local_values(row.county_id, on))
    made = Objection.objects.create(
        person=row.person,
        organization_id=row.organization_id,
        county_id=row.county_id,
        org_path=row.org_path,
        to_class=to_class,
        words=words.strip(),
        made_on=on,
        due_on=due_on,
    )
    log(by=by, action="objection.make", row=made, words=to_class.label)
    notices.tell_home(by=by, objection=made, on=on)
    return made


@transaction.atomic
def answer(*, by: Actor, objection: Objection, is_upheld: bool, words: str, on: date) -> Objection:
    """Answer an objection; upheld, the class ends today.

    Raises ``RuleBreach`` for one's own, for an answered one, and for a refusal without a reason.
    """
    refuse_numbers(words)
    row = Objection.objects.select_for_update(of=("self",)).select_related("person").get(pk=objection.pk)
    if row.person_id == by.person_id:
        raise RuleBreach("不能答复自己提出的异议，未改动。请由支部其他同志或上级党组织答复。")
    if row.answered_on is not None:
        raise RuleBreach("这个异议已答复，没有重复答复。")
    if not is_upheld and not words.strip():
        raise RuleBreach("异议不成立要写明理由，未答复。")
    row.is_upheld, row.answer, row.answered_on = is_upheld, words.strip(), on
    row.save(update_fields=["is_upheld", "answer", "answered_on"])
    notices.withdraw(by=by, row=row, on=on)
    if is_upheld:
        _unclass(by, row, on)
    log(by=by, action="objection.answer", row=row, words=f"{row.person} {'成立' if is_upheld else '不成立'}")
    return row


def _classed(person_id: int, to_class: Class) -> Stay | Talent | None:
    if to_class == Class.MOBILE:
        return Stay.objects.open().filter(person_id=person_id).select_related("person").first()
    return Talent.objects.open().filter(person_id=person_id).select_related("person").first()


def _unclass(by: Actor, row: Objection, on: date) -> None:
    if row.to_class == Class.MOBILE:
        end_open(by=by, person=row.person, ending=Ending.OBJECTION, on=on)
        return
    Talent.objects.open().filter(person=row.person).update(stage=Stage.OBJECTION, ended_on=on)
    remember(by=by, person=row.person, field="talent", words="本人异议成立，不再列为流动人才党员", on=on)
