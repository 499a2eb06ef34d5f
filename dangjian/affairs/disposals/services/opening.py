"""A disposal is proposed by the branch: who, which mode, on which ground; nothing changes by it."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.disposals import rules
from dangjian.affairs.disposals.models import Disposal, Mode
from dangjian.affairs.disposals.services.rows import record
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.people.models import Person
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.standing.queries.bodies import superior_of
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases import services as cases
from dangjian.rulebook import RuleBreach

DEFINITION = "disposals.case"


@transaction.atomic
def propose(
    *, by: Actor, person: Person, mode: Mode, ground: str, article: str, months: int | None, is_punished: bool, on: date
) -> Disposal:
    """Propose a disposal; ``article`` names the clause where the ground is one that only the measures list.

    Raises ``RuleBreach`` for oneself, for who is no full member of the actor's branch, for what was punished already,
    for a ground that the mode does not have, for a wrong term, and for a second disposal at once.
    """
    member = _member(by, person)
    refuse_numbers(article)
    rules.refuse_twice(is_punished=is_punished, on=on)
    text = rules.grounds(mode, on)
    if ground not in text.listing:
        raise RuleBreach("情形不在办法所列之内，没有提出。请重新选择。", citation=text.citation)
    if ground == text.listing[-1] and not article.strip():
        raise RuleBreach("办法列明的其他情形，要写第几条第几项，没有提出。", citation=text.citation)
    if mode == Mode.CORRECTION:
        months = months or rules.usual_months(on)
        rules.refuse_months(months, on)
    if Disposal.objects.open().filter(person=person).exists():
        raise RuleBreach(f"{person} 已有组织处置在办理，没有重复提出。请在原事项上办理。")
    home, identity = member.organization, public_id()
    case = cases.open_case(
        by=by,
        definition=DEFINITION,
        subject=f"people.person:{person.public_id}",
        title=f"{person}：组织处置",
        parties={"subject_body": home, "superior": superior_of(home)},
        on=on,
        person_id=person.pk,
        identity=identity,
    )
    row = Disposal.objects.create(
        public_id=identity, person=person, organization=home, county_id=home.county_id, org_path=home.path, mode=mode,
        ground=ground, article=article.strip()[:40], months=months if mode == Mode.CORRECTION else None, case=case,
        account_id=by.account_id,
    )  # fmt: skip
    record(by, row)
    return row


def _member(by: Actor, person: Person) -> Member:
    if by.person_id == person.pk:
        raise RuleBreach("不能办理自己的组织处置，没有提出。")
    member = held_member(held_person(person.pk))
    if member is None or member.left_on or member.category != Category.FULL:
        raise RuleBreach(f"{person} 不是现在名册上的正式党员，没有提出。预备党员不合格的，按取消预备党员资格办理。")
    if not by.may(Permission.DISPOSAL_EDIT, member.organization.path):
        raise RuleBreach("组织处置由党员所在党支部提出，没有提出。")
    return member
