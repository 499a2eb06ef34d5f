"""Transfers for their pages: the lists of both directions, one with what it needs, and who can be transferred."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.transfers import rules
from dangjian.affairs.transfers.models import ENDED, Kind, State, Transfer
from dangjian.foundation.ui.parts import Event, Fact
from dangjian.procedures.cases import queries as cases
from dangjian.procedures.cases.queries import CaseStanding

OUT: Final = "out"
IN: Final = "in"
OPEN: Final = "open"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: the transfer, where it stands and whose turn it is."""

    transfer: Transfer
    standing: CaseStanding


def listed(actor: Actor, side: str, state: str, words: str) -> "QuerySet[Transfer]":
    """Return the transfers that leave or arrive in the scope, under way or ended, by a name."""
    rows = Transfer.objects.visible_to(actor)
    rows = rows.arriving(actor) if side == IN else rows.leaving(actor)
    rows = rows.exclude(state__in=ENDED) if state == OPEN else rows.filter(state__in=ENDED)
    plain = words.replace("\0", "").strip()[:60]
    if plain:
        rows = rows.filter(
            Q(person_name__icontains=plain) | Q(from_name__icontains=plain) | Q(to_name__icontains=plain)
        )
    return rows.select_related("case")


def lines(rows: Sequence[Transfer], on: date) -> list[Line]:
    """Return rows with where they stand; a fixed number of queries."""
    found = cases.standings([row.case for row in rows], on)
    return [Line(row, found[row.case_id]) for row in rows]


@dataclass(frozen=True, slots=True)
class Page:
    """One transfer with everything its page shows."""

    transfer: Transfer
    standing: CaseStanding
    facts: Sequence[Fact]
    events: Sequence[Event]
    warnings: Sequence[str]
    posts: Sequence[Appointment]
    may_act: bool
    may_withdraw: bool
    may_letter: bool
    may_packet: bool
    may_compare: bool


def page(transfer: Transfer, actor: Actor, on: date) -> Page:
    """Return a transfer for its page, for an actor that is not narrowed."""
    standing = cases.standing(transfer.case, on)
    starts = actor.may(Permission.TRANSFER_START, transfer.org_path)
    return Page(
        transfer=transfer,
        standing=standing,
        facts=_facts(transfer),
        events=cases.events(transfer.case),
        warnings=warnings(transfer, on),
        posts=posts_held(transfer, on) if transfer.is_under_way else [],
        may_act=cases.may_act(transfer.case, actor),
        may_withdraw=starts and "withdraw" in standing.outcomes,
        may_letter=_may_letter(transfer, actor),
        may_packet=_may_for_person(transfer, actor, Permission.MEMBER_REVEAL),
        may_compare=_may_for_person(transfer, actor, Permission.MEMBER_EDIT),
    )


def _may_letter(transfer: Transfer, actor: Actor) -> bool:
    sender = transfer.from_committee
    has_letter = transfer.kind in (Kind.BETWEEN, Kind.OUTWARD) and transfer.state not in ENDED
    return has_letter and sender is not None and actor.may(Permission.TRANSFER_DECIDE, sender.path)


def _may_for_person(transfer: Transfer, actor: Actor, permission: Permission) -> bool:
    return transfer.person is not None and actor.may(permission, transfer.person.org_path)


def _facts(transfer: Transfer) -> list[Fact]:
    paid = rules.month_words(transfer.dues_paid_until) if transfer.dues_paid_until else "未填"
    found = [
        Fact("党员", f"{transfer.person_name}（{transfer.get_category_display()}）"),
        Fact("转出党组织", transfer.from_name),
        Fact("接收党组织", transfer.to_name),
    ]
    if zones.shows(Privacy.PERSONAL):
        found.append(Fact("原因", "：".join(filter(None, (transfer.get_reason_display(), transfer.words)))))
    if transfer.kind != Kind.INWARD and zones.shows(Privacy.PERSONAL):
        found.append(Fact("党费缴至", paid))
    if transfer.letter_number:
        again = f"（第{transfer.letters}次开具）" if transfer.letters > 1 else ""
        found.append(Fact("介绍信编号", f"{transfer.letter_number}{again}"))
    if transfer.sent_on:
        found.append(Fact("有效期", f"{rules.day_words(transfer.sent_on)}至{rules.day_words(transfer.valid_until)}"))
    if transfer.received_on:
        found.append(Fact("报到日期", rules.day_words(transfer.received_on)))
    if transfer.receipt_on:
        found.append(Fact("回执日期", rules.day_words(transfer.receipt_on)))
    return found


def warnings(transfer: Transfer, on: date) -> list[str]:
    """Return what whoever decides should look at; none of it bars the transfer."""
    found: list[str] = []
    if not transfer.is_under_way:
        return found
    if transfer.category == Category.PROBATIONARY:
        found.append("预备党员：请同时移交培养考察材料，预备期满由接收党支部讨论转正。")
    if transfer.kind != Kind.INWARD:
        found += _dues_words(transfer, on)
    if transfer.state != State.EXPIRED and transfer.has_lapsed_on(on):
        found.append(f"介绍信{rules.day_words(transfer.valid_until)}已到期，要由转出党委写明理由重新开具。")
    return found


def _dues_words(transfer: Transfer, on: date) -> list[str]:
    if transfer.dues_paid_until is None:
        return ["没有填党费缴至哪个月，请核对后再转出。"]
    gap = rules.dues_gap(transfer.dues_paid_until, on)
    return [f"党费缴至{rules.month_words(transfer.dues_paid_until)}，还有 {gap} 个月未缴，请核对。"] if gap else []


def movable(actor: Actor, words: str) -> "QuerySet[Member]":
    """Return the members whom the actor may transfer, by name or initials, in pinyin order."""
    rows = Member.objects.visible_to(actor.narrowed(Permission.TRANSFER_START)).in_party()
    plain = words.replace("\0", "").strip()[:60]
    if plain:
        rows = rows.filter(Q(person__name__icontains=plain) | Q(person__initials__startswith=plain.lower()))
    return rows.select_related("person", "organization")


def under_way_of(person: Person) -> Transfer | None:
    """Return the transfer of a person that is under way, if there is one."""
    return Transfer.objects.under_way().filter(person=person).first()


def posts_held(transfer: Transfer, on: date) -> list[Appointment]:
    """Return what the person holds in the branch they leave: it ends when the committee sends them."""
    if transfer.person_id is None or transfer.from_body_id is None:
        return []
    rows = Appointment.objects.held_on(on).filter(
        person_id=transfer.person_id, post__organization_id=transfer.from_body_id
    )
    return list(rows.select_related("post__organization", "person").order_by("post__order_no", "id"))
