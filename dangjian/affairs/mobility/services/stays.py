"""Stays: registered by the home or the host, kept up, confirmed on arrival, ended."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.secrets import seal
from dangjian.affairs.mobility import notices, rules
from dangjian.affairs.mobility.models import Contact, Direction, Ending, Reason, Stay, Talent
from dangjian.affairs.mobility.models.stays import sealing_place
from dangjian.affairs.mobility.services.checks import check_contact, check_day, check_host, check_words, member_of
from dangjian.affairs.mobility.services.remembering import log, remember
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.names import sort_key
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a member is and whom to call there: a body of this platform, or a place down to the county."""

    host: Organization | None = None
    place: str = ""
    name: str = ""
    phone: str = ""


@transaction.atomic
def register_departure(
    *,
    by: Actor,
    person: Person,
    elsewhere: Elsewhere,
    reason: Reason,
    since: date,
    is_able: bool,
    contact: Person | None,
    on: date,
    reference: str = "",
) -> Stay:
    """Register that a member of a branch is away; the formal relation stays where it is.

    ``reference`` names the import that says so. It sends no notice, which its undoing could not take back: what
    waits for the host stands on its due list.

    Raises ``RuleBreach`` for who is no member or is registered already, for a relation that is parked at a talent
    agency (P24), a day to come, a host that is no open branch or the home itself, a door number, and a contact
    who is not of the home branch.
    """
    member = member_of(person)
    home = member.organization
    check_day(since, on)
    check_host(elsewhere.host, home, on)
    check_words(elsewhere)
    check_contact(contact, person, home)
    if Stay.objects.open().filter(person=person).exists():
        raise RuleBreach(f"{person} 已登记为流动党员，没有重复登记。去向有变的，请在原登记上修改。")
    if Talent.objects.open().filter(person=person).exists():
        raise RuleBreach(f"{person} 的组织关系存放在人才服务机构，属流动人才党员，不登记为流动党员，未登记。")
    stay = Stay(
        direction=Direction.OUT,
        person=person,
        name=person.name,
        sort_key=person.sort_key,
        organization=home,
        county_id=home.county_id,
        org_path=home.path,
        home=home.name,
        reason=reason,
        since=since,
        is_able=is_able,
        contact=contact,
    )
    _place(stay, elsewhere)
    stay.contact_due_on = _next_contact(stay, since, on)
    stay.save(force_insert=True)
    _note(by, stay, "register", f"登记流出：{stay.where}", on, reference)
    if not reference:
        notices.tell_host(by=by, stay=stay, on=on)
    return stay


@transaction.atomic
def register_arrival(
    *,
    by: Actor,
    organization: Organization,
    name: str,
    home: str,
    elsewhere: Elsewhere,
    reason: Reason,
    since: date,
    contact: Person | None,
    on: date,
) -> Stay:
    """Register a member of a body outside this platform who takes part in the life of ``organization``.

    ``elsewhere`` names whom to call at the home body. Raises ``RuleBreach`` as for a departure.
    """
    if not organization.is_branch or not organization.is_open_on(on):
        raise RuleBreach(f"{organization} 不是现有的党支部，未登记。请由流入地党支部登记。")
    check_day(since, on)
    check_contact(contact, None, organization)
    stay = Stay(
        direction=Direction.IN,
        name=name.strip(),
        sort_key=sort_key(name.strip()),
        organization=organization,
        county_id=organization.county_id,
        org_path=organization.path,
        home=home.strip(),
        reason=reason,
        since=since,
        contact=contact,
        reported_on=on,
    )
    _place(stay, elsewhere)
    stay.save(force_insert=True)
    _note(by, stay, "register", f"登记流入：{stay.name}", on)
    return stay


@transaction.atomic
def change(
    *,
    by: Actor,
    stay: Stay,
    elsewhere: Elsewhere,
    reason: Reason,
    is_able: bool,
    contact: Person | None,
    on: date,
) -> Stay:
    """Change where a member is, why, and who keeps contact. Another host has to confirm the arrival anew."""
    row = _open(stay)
    came_to = row.host_id
    check_host(elsewhere.host, row.organization, on)
    if row.is_out:
        check_words(elsewhere)
    check_contact(contact, row.person, row.organization)
    if row.is_out and row.host_id != (elsewhere.host.pk if elsewhere.host else None):
        row.reported_on = None
    row.reason, row.is_able, row.contact = reason, is_able, contact
    _place(row, elsewhere)
    if row.is_out:
        last = row.contacts.order_by("-on").first()
        row.contact_due_on = _next_contact(row, last.on if last else row.since, on)
    row.save()
    if row.host_id != came_to:
        notices.tell_host(by=by, stay=row, on=on)
    _note(by, row, "edit", f"流动情况变动：{row.where}", on)
    return row


@transaction.atomic
def end(*, by: Actor, stay: Stay, ending: Ending, on: date) -> Stay:
    """End a stay on a day; the host does not see the member from then on."""
    row = _open(stay)
    row.ending, row.ended_on = ending, on
    row.save(update_fields=["ending", "ended_on"])
    notices.withdraw(by=by, row=row, on=on)
    _note(by, row, "end", f"流动结束：{row.get_ending_display()}", on)
    return row


@transaction.atomic
def end_open(*, by: Actor, person: Person, ending: Ending, on: date) -> Stay | None:
    """End the open stay of a person, if there is one: what a transfer does when it is done."""
    row = Stay.objects.open().filter(person=person).first()
    return end(by=by, stay=row, ending=ending, on=on) if row else None


@transaction.atomic
def record_contact(*, by: Actor, stay: Stay, day: date, on: date) -> Contact:
    """Note that contact was made on ``day``: no words of it. The next is due an interval later.

    Raises ``RuleBreach`` for a day to come, a day before the stay, a second time on one day, a stay that ended.
    """
    row = _open(stay)
    if not row.is_out:
        raise RuleBreach("经常联系由流出地党组织负责，这里不记。未登记。")
    if day > on or day < row.since:
        raise RuleBreach("联系日期要在外出之后、今天或以前，未登记。请改日期。")
    if row.contacts.filter(on=day).exists():
        raise RuleBreach("这一天已记过一次联系，没有重复登记。")
    made = Contact.objects.create(
        stay=row,
        county_id=row.county_id,
        org_path=row.org_path,
        on=day,
        by_name=row.contact.name if row.contact else by.name[:60],
        account_id=by.account_id,
    )
    last = row.contacts.order_by("-on").first()
    row.contact_due_on = _next_contact(row, last.on if last else day, on)
    row.save(update_fields=["contact_due_on"])
    log(by=by, action="stay.contact", row=row, words=f"{row.name} {day:%Y-%m-%d}")
    return made


@transaction.atomic
def confirm_arrival(*, by: Actor, stay: Stay, on: date) -> Stay:
    """Confirm, as the host, that the member has reported in.

    Raises ``RuleBreach`` for a body that is not the host, and where it is confirmed already.
    """
    row = _open(stay)
    if not row.host_path or not by.may(Permission.MOBILITY_EDIT, row.host_path):
        raise RuleBreach("只有流入地党组织能确认报到，未改动。")
    if row.reported_on is not None:
        raise RuleBreach("已确认过报到，没有重复登记。")
    row.reported_on = on
    row.save(update_fields=["reported_on"])
    notices.withdraw(by=by, row=row, on=on)
    log(by=by, action="stay.confirm", row=row, words=f"{row.name} 已向{row.where}报到")
    return row


def _open(stay: Stay) -> Stay:
    row = Stay.objects.select_for_update(of=("self",)).select_related("organization", "host", "contact").get(pk=stay.pk)
    if row.ended_on is not None:
        raise RuleBreach("这次流动已经结束，没有改动。再次外出的请重新登记。")
    return row


def _place(stay: Stay, elsewhere: Elsewhere) -> None:
    stay.host = elsewhere.host
    stay.host_path = elsewhere.host.path if elsewhere.host else ""
    stay.place = elsewhere.place.strip()
    for column, text in (("other_name", elsewhere.name.strip()), ("other_phone", elsewhere.phone.strip())):
        setattr(stay, column, seal(text, sealing_place(stay.public_id, column)) if text else None)


def _next_contact(stay: Stay, last: date, on: date) -> date:
    local = local_values(stay.county_id, on)
    return rules.contact_due(last=last, is_abroad=stay.is_abroad, on=on, local=local)


def _note(by: Actor, stay: Stay, verb: str, words: str, on: date, reference: str = "") -> None:
    remember(by=by, person=stay.person, field="mobility", words=words, on=on, reference=reference)
    log(by=by, action=f"stay.{verb}", row=stay, words=f"{stay.name} {words}")
