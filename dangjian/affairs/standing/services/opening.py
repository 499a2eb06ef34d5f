"""A matter opens: who, which kind, since which day; the case begins with it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.members import services as members
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Category, Member, Standing
from dangjian.affairs.people.models import Person, Source
from dangjian.affairs.standing import rules
from dangjian.affairs.standing.models import GROUNDS, Kind, Matter
from dangjian.affairs.standing.queries.bodies import superior_of
from dangjian.affairs.standing.queries.people import suspended_since
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases import services as cases
from dangjian.rulebook import RuleBreach


@transaction.atomic
def open_matter(*, by: Actor, person: Person, kind: Kind, since: date | None, on: date) -> Matter:
    """Open a matter about a member; ``since`` is the day contact was lost or the member left the country.

    Removal runs from the day of suspension, restoration from today: there ``since`` is left out. A lost member is
    marked so in the record; nothing else changes before the matter is decided.

    Raises ``RuleBreach`` for oneself, for who is no member, for a second matter at once, for a day to come, for
    removal before its day, for removal or restoration of a member of normal standing, and the reverse.
    """
    member = _member(by, person)
    if Matter.objects.open().filter(person=person).exists():
        raise RuleBreach(f"{person} 已有党籍事项在办理，没有重复立项。请在原事项上办理。")
    start = _start(member, kind, since, on)
    home, identity = member.organization, public_id()
    case = cases.open_case(
        by=by,
        definition=f"standing.{kind}",
        subject=f"people.person:{person.public_id}",
        title=f"{person}：{kind.label}",
        parties={"subject_body": home, "superior": superior_of(home)},
        on=on,
        person_id=person.pk,
        identity=identity,
        since=start,
    )
    matter = Matter.objects.create(
        public_id=identity,
        person=person,
        organization=home,
        county_id=home.county_id,
        org_path=home.path,
        kind=kind,
        since=start,
        case=case,
    )
    if kind == Kind.LOST and member.lost_since != start:
        _mark_lost(by, person, start, identity, on)
    audit.record(
        by=by,
        action="matter.open",
        subject=identity,
        organization_id=home.pk,
        path=home.path,
        words=kind.label,
        county_id=home.county_id,
    )
    return matter


def _member(by: Actor, person: Person) -> Member:
    if by.person_id == person.pk:
        raise RuleBreach("不能办理自己的党籍事项，未立项。请由支部其他同志办理。")
    member = held_member(held_person(person.pk))
    if member is None or member.left_on or member.category not in (Category.FULL, Category.PROBATIONARY):
        raise RuleBreach(f"{person} 不是现在名册上的党员，未立项。请核对名册。")
    return member


def _start(member: Member, kind: Kind, since: date | None, on: date) -> date:
    """Return the day from which terms run."""
    is_suspended = member.standing == Standing.SUSPENDED
    if kind in GROUNDS:
        if is_suspended:
            raise RuleBreach(f"{member} 已停止党籍，未立项。可以申请恢复党籍；满2年仍联系不上的，可以提出除名。")
        if since is None or since > on:
            raise RuleBreach("日期要写，且不能晚于今天，未立项。")
        return since
    if not is_suspended:
        raise RuleBreach(f"{member} 党籍正常，不能{kind.label}，未立项。")
    if kind == Kind.RESTORATION:
        return on
    start = suspended_since(member)
    if start is None:
        raise RuleBreach(f"{member} 的档案没有记停止党籍的日期，未立项。请先更正档案。")
    opens = rules.may(rules.REMOVAL, since=start, on=on)
    if not opens.is_open_on(on):
        day = opens.from_day
        raise RuleBreach(
            f"停止党籍满{opens.rule.number}年以后才可以提出除名，最早{day.year}年{day.month}月{day.day}日，未立项。",
            citation=opens.rule.citation,
        )
    return start


def _mark_lost(by: Actor, person: Person, since: date, identity: UUID, on: date) -> None:
    members.correct_record(
        by=by,
        person=person,
        changes={"lost_since": since},
        source=Source.TYPED,
        reference=f"standing:{identity}",
        words="登记失去联系的日期",
        on=on,
    )
