"""A branch starts a transfer of a member, or takes down one who comes from outside the platform."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from dangjian.access.actors import Actor
from dangjian.access.secrets import blind_index, seal
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Category, Member, Standing
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.transfers import bodies, rules
from dangjian.affairs.transfers.models import Kind, Reason, State, Transfer
from dangjian.affairs.transfers.services.steps import record, take
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.queries import open_about
from dangjian.rulebook import Outcome, RuleBreach, rule

_MOVABLE: Final = (Category.FULL, Category.PROBATIONARY)


def subject_of(person: Person) -> str:
    """Return the word by which cases name a person."""
    return f"people.person:{person.public_id}"


@transaction.atomic
def start(
    *,
    by: Actor,
    person: Person,
    reason: Reason,
    on: date,
    to_body: Organization | None = None,
    outside: str = "",
    words: str = "",
    dues_paid_until: date | None = None,
) -> Transfer:
    """Start the transfer of a member to ``to_body`` of the platform, or to a body ``outside`` of it by name.

    Raises ``RuleBreach`` for who is no member of normal standing, for a second transfer at once, while a case about
    the person's standing is open, for a target that takes no formal relation, and without a committee that may send.
    """
    member = _movable(person, on)
    _refuse_standing_case(person)
    source = member.organization
    if to_body is not None:
        _check_target(source, to_body, on)
    elif not outside.strip():
        raise RuleBreach("没有写明转往哪个党组织，没有提出。请选接收党支部，或写平台外党组织的全称。")
    sender = bodies.committee_of(source)
    receiver = bodies.committee_of(to_body) if to_body else None
    kind = _kind(sender, receiver)
    parties = {"subject_body": source, "sending_committee": sender}
    if to_body and receiver:
        parties |= {"receiving_body": to_body, "receiving_committee": receiver}
    target = {"target_county_id": to_body.county_id, "target_path": to_body.path} if to_body else {}
    fields = {
        "kind": kind, "person": person, "person_name": person.name, "category": member.category,
        "county_id": source.county_id, "org_path": source.path, "from_body": source, "from_name": source.name,
        "from_committee": sender, "to_body": to_body, "to_name": to_body.name if to_body else outside.strip()[:120],
        "to_committee": receiver, "reason": reason, "words": words.strip()[:200],
        "dues_paid_until": dues_paid_until, "started_on": on, **target,
    }  # fmt: skip
    return _begin(by, fields, parties, "subject_body", person, on)


@transaction.atomic
def start_inward(
    *,
    by: Actor,
    to_body: Organization,
    name: str,
    category: Category,
    facts: Mapping[str, str],
    from_name: str,
    letter_number: str,
    sent_on: date,
    valid_until: date,
    reason: Reason,
    on: date,
    words: str = "",
) -> Transfer:
    """Take down a member who comes from outside with a letter; ``facts`` stay sealed until they are enrolled.

    Raises ``RuleBreach`` for a letter that is no longer good, for a target that takes no formal relation, and for a
    second transfer of the same ID number at once.
    """
    _check_target(None, to_body, on)
    if category not in _MOVABLE:
        raise RuleBreach("只有正式党员、预备党员接转组织关系，没有登记。积极分子的材料由新单位党组织接续培养。")
    if not sent_on <= on <= valid_until:
        raise RuleBreach("介绍信不在有效期内，没有登记。请由原党组织写明理由重新开具。")
    receiver = bodies.committee_of(to_body)
    number = facts.get("id_number", "")
    fields = {
        "kind": Kind.INWARD, "person_name": name.strip()[:60], "category": category,
        "county_id": to_body.county_id, "org_path": to_body.path, "target_county_id": to_body.county_id,
        "target_path": to_body.path, "from_name": from_name.strip()[:120], "to_body": to_body,
        "to_name": to_body.name, "to_committee": receiver, "reason": reason, "words": words.strip()[:200],
        "letter_number": letter_number.strip()[:40], "letters": 1, "started_on": on, "sent_on": sent_on,
        "valid_until": valid_until, "identity_index": blind_index("id_number", number) if number else None,
    }  # fmt: skip
    made = _begin(by, fields, {"receiving_body": to_body, "receiving_committee": receiver}, "receiving_body", None, on)
    made.packet = seal(json.dumps(dict(facts), ensure_ascii=False), made.place())
    made.state, made.packet_until = State.SENT, valid_until + timedelta(days=rules.packet_days(on))
    made.save(update_fields=["packet", "packet_until", "state"])
    return made


def _begin(
    by: Actor,
    fields: Mapping[str, object],
    parties: Mapping[str, Organization],
    home: str,
    person: Person | None,
    on: date,
) -> Transfer:
    made = Transfer(**fields)
    made.case = cases.open_case(
        by=by,
        definition=f"transfers.{made.kind}",
        subject=subject_of(person) if person else f"transfers.transfer:{made.public_id}",
        title=made.title,
        parties=parties,
        home=home,
        person_id=person.pk if person else None,
        on=on,
        identity=made.public_id,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise RuleBreach(f"{made.person_name}已有一件组织关系接转在办，没有重复提出。请先办结或撤回那一件。") from error
    take(by, made, "start", Outcome.PASS, on, made.words)
    record(by, made, "start")
    return made


def _movable(person: Person, on: date) -> Member:
    member = held_member(held_person(person.pk))
    if member is None or member.left_on or member.category not in _MOVABLE:
        raise RuleBreach(f"{person} 不是在册的正式党员或预备党员，没有组织关系可转。请核对人员类别。")
    if member.standing == Standing.SUSPENDED:
        raise RuleBreach(f"{person} 党籍状态为停止党籍，没有提出。请先按程序恢复党籍。")
    if not member.organization.is_open_on(on):
        raise RuleBreach(f"{member.organization} 已撤销，没有提出。请先由上级把党员编入现有的党支部。")
    return member


def _refuse_standing_case(person: Person) -> None:
    if found := open_about(subject_of(person), families=("standing",), person_id=person.pk):
        raise RuleBreach(f"{person} 有一件“{found[0].title}”在办，没有提出。请先办结，再转接组织关系。")


def _check_target(source: Organization | None, target: Organization, on: date) -> None:
    if source is not None and source.pk == target.pk:
        raise RuleBreach("接收党支部就是现在的党支部，没有提出。请改选。")
    if not target.is_branch or not target.is_open_on(on):
        raise RuleBreach(f"{target} 不是现有的党支部，没有提出。组织关系要编入一个党支部，请改选。")
    if target.kind == BodyKind.TEMPORARY_BRANCH:
        text = rule("branches.temporary_may_not", on=on)
        raise RuleBreach(f"{target} 是临时党支部，{text.says}，没有提出。请改选。", citation=text.citation)


def _kind(sender: Organization, receiver: Organization | None) -> Kind:
    if receiver is None:
        return Kind.OUTWARD
    return Kind.INSIDE if sender.pk == receiver.pk else Kind.BETWEEN
