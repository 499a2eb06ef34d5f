"""流动人才党员: found, contacted, and by a set day moved or kept with a reason (P24)."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.mobility import rules
from dangjian.affairs.mobility.models import Stage, Stay, Talent
from dangjian.affairs.mobility.services.checks import check_day, member_of
from dangjian.affairs.mobility.services.remembering import log, remember
from dangjian.affairs.people.models import Person
from dangjian.affairs.people.words import refuse_numbers
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach


@transaction.atomic
def find_talent(*, by: Actor, person: Person, agency: str, found_on: date, on: date) -> Talent:
    """Register that a member's relation is parked at a talent agency.

    Raises ``RuleBreach`` for who is no member, is registered already, or is registered as a 流动党员.
    """
    member = member_of(person)
    check_day(found_on, on)
    if Talent.objects.open().filter(person=person).exists():
        raise RuleBreach(f"{person} 已摸底登记，没有重复登记。")
    if Stay.objects.open().filter(person=person).exists():
        raise RuleBreach(f"{person} 登记为流动党员，两者不能并存，未登记。请先结束流动党员登记。")
    home = member.organization
    due_on = rules.decision_due(found_on=found_on, on=on, local=local_values(home.county_id, on))
    row = Talent.objects.create(
        person=person,
        organization=home,
        county_id=home.county_id,
        org_path=home.path,
        agency=agency.strip(),
        found_on=found_on,
        due_on=due_on,
    )
    _note(by, row, "find", "摸底登记为流动人才党员", on)
    return row


@transaction.atomic
def contact_talent(*, by: Actor, talent: Talent, on: date) -> Talent:
    """Note that the member was reached."""
    row = _open(talent)
    if row.stage == Stage.CONTACTED:
        raise RuleBreach("已登记过联系，没有重复登记。请在期限前定去留。")
    row.stage, row.contacted_on = Stage.CONTACTED, on
    row.save(update_fields=["stage", "contacted_on"])
    _note(by, row, "contact", "已联系流动人才党员", on)
    return row


@transaction.atomic
def decide_talent(*, by: Actor, talent: Talent, stays_because: str, on: date) -> Talent:
    """Decide that the relation moves, or with a reason that it stays.

    Raises ``RuleBreach`` where the member has not been reached yet.
    """
    refuse_numbers(stays_because)
    row = _open(talent)
    if row.stage != Stage.CONTACTED:
        raise RuleBreach("还没有联系到本人，不能定去留。请先联系并登记。")
    row.stays_because = stays_because.strip()
    row.stage, row.ended_on = (Stage.STAYS if row.stays_because else Stage.MOVES), on
    row.save(update_fields=["stays_because", "stage", "ended_on"])
    _note(by, row, "decide", f"流动人才党员去留：{row.get_stage_display()}", on)
    return row


def _open(talent: Talent) -> Talent:
    row = Talent.objects.select_for_update(of=("self",)).select_related("person").get(pk=talent.pk)
    if row.ended_on is not None:
        raise RuleBreach(f"去留已定：{row.get_stage_display()}，没有改动。")
    return row


def _note(by: Actor, row: Talent, verb: str, words: str, on: date) -> None:
    remember(by=by, person=row.person, field="talent", words=words, on=on)
    log(by=by, action=f"talent.{verb}", row=row, words=f"{row.person} {words}")
