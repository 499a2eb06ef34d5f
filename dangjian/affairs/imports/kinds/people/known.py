"""Who of a roster is in the register already, and what the roster would change of them."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final

from django.db import connection, transaction

from dangjian.access import paths
from dangjian.affairs.duplicates.counting import Budget
from dangjian.affairs.duplicates.finding import open_case
from dangjian.affairs.duplicates.models import Case, Kind
from dangjian.affairs.imports.kinds.people.cells import Value
from dangjian.affairs.imports.kinds.rows import Checked, Found
from dangjian.affairs.imports.models import Level
from dangjian.affairs.members.facts import FACTS, held
from dangjian.affairs.members.models import Member
from dangjian.affairs.members.rules import Dates, faults
from dangjian.affairs.members.services.correcting import dates_of
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.people.rules import Unreadable

_SPENT: Final = "今天查到在其他党组织登记的号码已到次数上限，范围内没有登记的人今天不再核对，此行不导入。请明天再导。"
_KEYS: Final = frozenset({"branch", "id_index"})
Namesake = tuple[int, str]  # Body and name of someone without an ID number.


class Known:
    """The people of the register, asked for block by block."""

    def __init__(self, top: Organization, on: date) -> None:
        self._top, self._on = top, on
        self.budget: Budget | None = None  # Of who imports; None where nobody asks.
        self._found: dict[bytes, list[Person]] = {}
        self._members: dict[int, Member] = {}
        self._nameless: dict[Namesake, list[tuple[int, date | None]]] = {}
        rows = Person.objects.filter(
            org_path__gte=top.path, org_path__lt=paths.following(top.path), id_index=None, merged_into=None
        )
        for identity, body, name, born in rows.values_list("id", "organization_id", "name", "born_on"):
            self._nameless.setdefault((body, name), []).append((identity, born))

    def look_up(self, indexes: Sequence[bytes]) -> None:
        """Fetch everyone with one of these ID numbers, wherever they are."""
        self._found.clear()
        self._members.clear()
        with connection.cursor() as cursor:
            # Most rosters hold nobody who is known: one short question before rows are fetched.
            query = "SELECT id FROM people_person WHERE id_index = ANY(%s::bytea[])"
            cursor.execute(query, [binaries([index.hex() for index in indexes])])
            known = [pk for (pk,) in cursor.fetchall()]
        if not known:
            return
        for person in Person.objects.filter(pk__in=known, merged_into=None).order_by("id"):
            self._found.setdefault(bytes(person.id_index or b""), []).append(person)
        ids = [person.pk for people in self._found.values() for person in people]
        if ids:
            rows = Member.objects.filter(person_id__in=ids).select_related("organization")
            self._members = {member.person_id: member for member in rows}

    def is_nobody(self, index: bytes, branch: Organization, name: str) -> bool:
        """Say whether nobody is known by this number, nor by this name in the branch without one.

        Nothing of the kind is said any more once the searches of the day are used up.
        """
        if self.budget is not None and self.budget.is_spent:
            return False
        return index not in self._found and (branch.pk, name) not in self._nameless

    def find(self, facts: dict[str, Value], branch: Organization) -> Person | None:
        """Return the person of a row; raises ``Unreadable`` where the register says otherwise."""
        number: bytes = facts["id_index"]  # type: ignore[assignment]
        people = self._found.get(number, [])
        here = [person for person in people if paths.contains(self._top.path, person.org_path)]
        if len(here) > 1:
            raise Unreadable(f"范围内已有 {len(here)} 份档案用这个公民身份证号，请先在“重复档案”里合并。")
        if here:
            return self._checked(here[0], branch)
        if people and (case := self._told(number, people)):
            raise Unreadable(f"其他党组织已有登记，核查编号 {case}。请报共同的上级党组织核对，此行不导入。")
        if self.budget is not None and self.budget.is_spent:
            # From here on a number that stands elsewhere and one that stands nowhere get the same answer.
            raise Unreadable(_SPENT)
        return self._namesake(facts, branch)

    def _told(self, number: bytes, people: Sequence[Person]) -> str:
        """Return the number of the case, empty where no more may be told today."""
        if self.budget is None:
            return self._case(number, people).number
        if self.budget.is_spent:
            return ""
        case = self._case(number, people)
        return case.number if self.budget.spend(case) else ""

    def _case(self, number: bytes, people: Sequence[Person]) -> Case:
        """Return the number under which the nearest body above both resolves it; nothing else is told."""
        with transaction.atomic():
            return open_case(by=None, kind=Kind.SEARCH, index=number, people=people, on=self._on, asking=self._top)

    def _checked(self, person: Person, branch: Organization) -> Person:
        member = self._members.get(person.pk)
        if member is None:
            raise Unreadable("此人已建档，但不在党员名册上。请在“党员”里列入名册，此行不导入。")
        if member.left_on:
            raise Unreadable("此人已不在名册上（有减少记录）。确需恢复的，请在党员档案里办理。")
        if member.organization_id != branch.pk:
            raise Unreadable(
                f"此人现登记在“{member.organization.name}”。表格不改变所在党支部，请办理组织关系接转或在档案里更正。"
            )
        return person

    def _namesake(self, facts: dict[str, Value], branch: Organization) -> Person | None:
        born = facts.get("born_on")
        same = [
            identity
            for identity, day in self._nameless.get((branch.pk, str(facts["name"])), ())
            if day is None or day == born
        ]
        if not same:
            return None
        if len(same) > 1:
            raise Unreadable(f"本支部有 {len(same)} 名同名人员还没有公民身份证号，分不清是哪一位。请先在档案里补上。")
        person = Person.objects.get(pk=same[0])
        found = Member.objects.select_related("organization").filter(person=person).first()
        if found:
            self._members[person.pk] = found
        return self._checked(person, branch)

    def differ(self, checked: Checked, person: Person, facts: dict[str, Value]) -> None:
        """Name what the roster would change; an empty cell changes nothing."""
        member = self._members[person.pk]
        changes: dict[str, list[object]] = {}  # What stood there when it was checked, and what will.
        for name, value in facts.items():
            if name in _KEYS or value is None or value == "":
                continue
            before = held(person, member, name)
            if before == value:
                continue
            fact = FACTS[name]
            changes[name] = [_plain(before), _plain(value)]
            old, new = (fact.mask(str(v or "")) if fact.mask else fact.words(v) for v in (before, value))
            checked.found.append(Found(Level.CHANGE, name, f"{person.name}：{old or '（空）'} → {new}"))
        checked.state = "changed" if changes else "unchanged"
        self._contradict(checked, person, member, facts)
        if changes and checked.state != "error":
            checked.prepared = ["changed", person.pk, changes, facts["id_index"].hex()]  # type: ignore[union-attr]

    def _contradict(self, checked: Checked, person: Person, member: Member, facts: dict[str, Value]) -> None:
        """Name what the roster and the register say against each other once both stand in one record."""
        said: dict[str, Any] = {
            field.name: facts.get(field.name) or getattr(person if field.name == "born_on" else member, field.name)
            for field in fields(Dates)
        }
        merged = Dates(**said)
        stood = set(faults(dates_of(person, member), on=self._on))
        for fault in faults(merged, on=self._on):
            if not fault.is_doubt and fault not in stood:
                checked.state = "error"
                checked.found.append(Found(Level.ERROR, fault.field, f"与现有记载合在一起看：{fault.words}"))


def binaries(digits: Iterable[str]) -> str:
    """Return what is given in hexadecimal as the text of an array of bytea: thousands cost next to nothing."""
    return "{" + ",".join([f'"\\\\x{each}"' for each in digits]) + "}"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
