"""An exact search by ID number or phone: counted, noted without the number, and silent about other bodies."""

from datetime import date

from django.db import transaction

from dangjian.access import audit, paths
from dangjian.access.actors import Actor
from dangjian.access.secrets import blind_index
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.duplicates.finding import open_case
from dangjian.affairs.duplicates.models import Case, Kind, Lookup, Sought
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.people.rules import Unreadable, read_id_number, read_phone
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach, rule

_MOST = 20


@transaction.atomic
def look_up(*, by: Actor, kind: Sought, text: str, on: date) -> Lookup:
    """Search a number among all records; ``by`` is narrowed to searching.

    Whoever is in scope is found. Of anyone else nothing is told but the number of a case, which the nearest body
    above both can resolve. Raises ``RuleBreach`` for a number that is none and beyond the searches of a day.
    """
    _refuse_beyond(by, on)
    index = blind_index(kind, _read(kind, text, on))
    # Found by value, as many columns as kinds: what is typed never becomes the name of a column.
    rows = {
        Sought.ID_NUMBER: Person.objects.filter(id_index=index),
        Sought.PHONE: Person.objects.filter(phone_index=index),
    }
    known = list(rows[kind].filter(merged_into=None).order_by("pk")[:_MOST])
    here = [one for one in known if any(grant.covers(one.org_path) for grant in by.grants)]
    elsewhere = [one for one in known if one not in here]
    made = Lookup.objects.create(
        account_id=by.account_id, county_id=by.county_id, org_path=_place(by), kind=kind, on=on,
        case=_case(by, index, elsewhere, on),
    )  # fmt: skip
    made.found.set(here)
    audit.record(
        by=by,
        action="person.search",
        subject=made.public_id,
        path=made.org_path,
        words=f"{kind.label}：{'本组织范围内' if here else '其他组织已有登记' if elsewhere else '没有登记'}",
    )
    return made


def limit_of(county_id: int, on: date) -> int:
    """Return how many searches a day a county allows."""
    return rule("people.searches_a_day", on=on, local=local_values(county_id, on)).number


def _refuse_beyond(by: Actor, on: date) -> None:
    Account.objects.select_for_update().get(pk=by.account_id)  # Two at once are counted one after the other.
    limit = limit_of(by.county_id, on)
    if Lookup.objects.filter(account_id=by.account_id, on=on).count() >= limit:
        citation = rule("people.searches_a_day", on=on).citation
        raise RuleBreach(f"今天已查 {limit} 次，没有再查。明天可以继续，或请上级党组织协助。", citation=citation)


def _read(kind: Sought, text: str, on: date) -> str:
    try:
        return read_id_number(text, on=on).text if kind is Sought.ID_NUMBER else read_phone(text)
    except Unreadable as wrong:
        raise RuleBreach(f"没有查：{wrong}") from None


def _place(by: Actor) -> str:
    return min((grant.path for grant in by.grants), key=paths.depth)


def _case(by: Actor, index: bytes, elsewhere: list[Person], on: date) -> Case | None:
    """Open a case where the number stands elsewhere; do the same work and leave nothing where it does not.

    So the time an answer takes does not tell what the answer does not say.
    """
    asking = Organization.objects.get(pk=by.grants[0].organization_id)
    with transaction.atomic():
        case = open_case(by=by, kind=Kind.SEARCH, index=index, people=elsewhere, on=on, asking=asking)
        if not elsewhere:
            transaction.set_rollback(True)
    return case if elsewhere else None
