"""An admission begins: the letter of application was received."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.models import Admission
from dangjian.affairs.disposals.queries import barred
from dangjian.affairs.members import services as members
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Level, Organization
from dangjian.affairs.people.models import Person, Source
from dangjian.affairs.standing.queries.bodies import superior_of
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import Case
from dangjian.rulebook import Outcome, RuleBreach

DEFINITION = "admissions.member"
BEFORE = (Category.APPLICANT, Category.ACTIVIST, Category.OBJECT)  # Not in the Party yet.


@transaction.atomic
def register(
    *, by: Actor, branch: Organization, person: Person | None, name: str, born_on: date, applied_on: date, on: date
) -> Admission:
    """Register a letter of application: of ``person`` on the branch's roll, else of someone new by ``name``.

    The first step of the case is taken with it, on the day of the letter; talks and terms run from then.
    Raises ``RuleBreach`` for oneself, for who is a member or has an admission under way, for who is too young, and
    for a day to come, and within the years after somebody was struck off or advised to leave.
    """
    if applied_on > on:
        raise RuleBreach("递交申请书的日期不能晚于今天，未登记。请改日期。")
    bound = rules.of_age(born_on, applied_on)
    if bound and not bound.allows(applied_on) and bound.earliest:
        day = f"{bound.earliest.year}年{bound.earliest.month}月{bound.earliest.day}日"
        raise RuleBreach(f"年满{bound.rule.number}岁才可以申请入党，最早{day}，未登记。", citation=bound.rule.citation)
    member = _member(by, branch, person, name, born_on, applied_on, on)
    case = _open(by, member, applied_on)
    made = Admission.objects.create(
        public_id=case.public_id, person=member.person, organization=branch, county_id=branch.county_id,
        org_path=branch.path, case=case, applied_on=applied_on,
    )  # fmt: skip
    paper = "入党申请书"
    cases.take(by=by, case=case, step="apply", outcome=Outcome.PASS, on=applied_on, papers=[paper])
    audit.record(
        by=by, action="admission.register", subject=made.public_id, organization_id=branch.pk, path=branch.path,
        words=paper, county_id=branch.county_id,
    )  # fmt: skip
    return made


def parties_of(branch: Organization) -> dict[str, Organization]:
    """Return who takes part in the admissions of a branch; raises ``RuleBreach`` where nobody may approve."""
    superior = superior_of(branch)
    county = superior if superior.level == Level.COUNTY else Organization.objects.get(pk=branch.county_id)
    return {"subject_body": branch, "superior": superior, "county_department": county}


def _open(by: Actor, member: Member, applied_on: date) -> Case:
    identity, person = public_id(), member.person
    return cases.open_case(
        by=by,
        definition=DEFINITION,
        subject=f"people.person:{person.public_id}",
        title=f"{person}：发展党员",
        parties=parties_of(member.organization),
        on=applied_on,
        person_id=person.pk,
        identity=identity,
    )


def _member(
    by: Actor, branch: Organization, person: Person | None, name: str, born_on: date, applied_on: date, on: date
) -> Member:
    facts = {"born_on": born_on, "applied_on": applied_on}
    if person is None:
        return members.enroll(
            by=by, organization=branch, name=name, category=Category.APPLICANT, source=Source.TYPED, on=on,
            since=applied_on, facts=facts, words="递交入党申请书",
        )  # fmt: skip
    if by.person_id == person.pk:
        raise RuleBreach("不能登记自己的入党申请，未登记。请由支部其他同志登记。")
    member = held_member(held_person(person.pk))
    if bar := barred(person, on):
        until, text = bar
        day = f"{until.year}年{until.month}月{until.day}日"
        raise RuleBreach(f"{text.says}，最早{day}，未登记。", citation=text.citation)
    if member is None or member.left_on or member.organization_id != branch.pk:
        raise RuleBreach(f"{person} 不在{branch.short_name}的名册上，未登记。请核对。")
    if member.category not in BEFORE:
        raise RuleBreach(f"{person} 已是{member.get_category_display()}，未登记。")
    if Admission.objects.open().filter(person=person).exists():
        raise RuleBreach(f"{person} 的入党申请正在办理，没有重复登记。")
    if changed := {key: value for key, value in facts.items() if _stands(member, key) != value}:
        members.correct_record(
            by=by, person=person, changes=changed, source=Source.TYPED, on=on, words="递交入党申请书"
        )
        member.refresh_from_db()
    return member


def _stands(member: Member, key: str) -> object:
    return member.person.born_on if key == "born_on" else getattr(member, key)
