"""Rows of people without fault or doubt, told by whole columns: most rows of a roster, at a fraction of the cost.

What passes here passes cell by cell too, with the same rows to write; about everyone else ``checking`` decides.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import compress, repeat, starmap, zip_longest
from typing import Any, Final, NamedTuple, cast

from dangjian.affairs.imports.kinds.branches import Bodies
from dangjian.affairs.imports.kinds.people.away import AWAY
from dangjian.affairs.imports.kinds.people.cells import EMPTY, Value, quick_id_number
from dangjian.affairs.imports.kinds.people.composing import compose_all
from dangjian.affairs.imports.kinds.people.sealing import Sealer
from dangjian.affairs.imports.kinds.people.wording import Wording
from dangjian.affairs.imports.kinds.rows import Row
from dangjian.affairs.members.models import Category
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Sex
from dangjian.affairs.people.rules import IdNumber
from dangjian.rulebook import rule

_MONTHS: Final = 12
# What ``_passes`` is asked about, after number and branch.
_ASKED: Final = ("name", "category", "born_on", "sex", "joined_on", "confirmed_on")
# Whoever has one of these is looked at closely; a column in which nobody has is not read.
_RARE: Final = ("applied_on", "activist_on", "lost_since", "is_lost", *AWAY)


class Faultless(NamedTuple):
    """A row in which nothing is wrong, nor doubtful but for what is counted only."""

    name: str
    number: IdNumber
    id_index: bytes
    branch: Organization
    doors: int  # Addresses down to the door.
    prepared: list[Any]  # What to write where nobody is known by this number or name.


class Telling:
    """Tells the faultless rows of one sheet from the others."""

    def __init__(
        self, columns: Mapping[str, int], wordings: Sequence[Wording], bodies: Bodies, sealer: Sealer, on: date
    ) -> None:
        self._columns, self._wordings, self._bodies, self._sealer, self._on = columns, wordings, bodies, sealer, on
        age, probation = rule("members.joining_age", on=on), rule("members.probation_months", on=on)
        self._age, self._probation = int(age.number), -(-int(str(probation.table["months"])) // _MONTHS)

    def tell(self, rows: Sequence[Row]) -> Iterator[Faultless | None]:
        """Yield what each row says, in order; None where it must be looked at cell by cell."""
        written = self._by_column(rows)
        read = {
            wording.name: wording.meanings(written[wording.name])
            for wording in self._wordings
            if wording.name not in _RARE or wording.says(written[wording.name])
        }
        numbers = [quick_id_number(words, self._on) for words in written["id_number"]]
        branches = self._branches(written["branch"])
        asked = [[meaning.value for meaning in read[name]] if name in read else repeat(None) for name in _ASKED]
        asked += [[meaning.value for meaning in read[name]] for name in _RARE if name in read]
        passed = list(starmap(self._passes, zip(numbers, branches, *asked, strict=False)))
        for wording in self._wordings:
            for at in wording.faulty(written[wording.name]):
                passed[at] = False
        doors = Counter(at for wording in self._wordings for at in wording.doors(written[wording.name]))
        kept = {name: list(compress(column, passed)) for name, column in read.items()}
        absent = {wording.name: wording.absent for wording in self._wordings}
        people = cast("list[IdNumber]", list(compress(numbers, passed)))
        bodies = cast("list[Organization]", list(compress(branches, passed)))
        indexes = [self._sealer.index("id_number", number.text) for number in people]
        composed = compose_all(kept, absent, people, indexes, bodies)
        made = zip(kept["name"], people, indexes, bodies, composed, strict=True)
        for at, passes in enumerate(passed):
            if passes:
                name, number, index, branch, prepared = next(made)
                yield Faultless(str(name.value), number, index, branch, doors[at], prepared)
            else:
                yield None

    def _by_column(self, rows: Sequence[Row]) -> dict[str, Sequence[str]]:
        cells = list(zip_longest(*[row.cells for row in rows], fillvalue=""))
        empty = ("",) * len(rows)
        fields = {"id_number", "branch", *self._columns}
        places = {name: self._columns.get(name, len(cells)) for name in fields}
        return {name: cells[at] if at < len(cells) else empty for name, at in places.items()}

    def _branches(self, cells: Sequence[str]) -> list[Organization | None]:
        found = {words: None if words in EMPTY else self._bodies.get(words) for words in set(cells)}
        return [found[words] for words in cells]

    def _passes(  # what a row is asked about, in the order of _ASKED
        self,
        number: IdNumber | None,
        branch: Organization | None,
        name: Value,
        category: Value,
        born: Value,
        sex: Value,
        joined: Value,
        confirmed: Value,
        *rare: Value,
    ) -> bool:
        if number is None or branch is None or not name or category != Category.FULL or any(rare):
            return False
        if born not in (None, number.born_on) or sex not in (None, Sex.MALE if number.is_male else Sex.FEMALE):
            return False
        return self._is_clear(number.born_on, joined, confirmed)

    def _is_clear(self, born: date, joined: Value, confirmed: Value) -> bool:
        if not (isinstance(joined, date) and isinstance(confirmed, date)):
            return False
        # Whole years by month and day: what passes here, ``faults`` passes.
        grown = (joined.year - self._age, joined.month, joined.day) >= (born.year, born.month, born.day)
        tried = (confirmed.year - self._probation, confirmed.month, confirmed.day) >= (
            joined.year, joined.month, joined.day,
        )  # fmt: skip
        return grown and tried and confirmed <= self._on
