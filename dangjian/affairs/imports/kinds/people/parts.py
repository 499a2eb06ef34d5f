"""The rows of new people in all four tables, sealed and composed part by part as they are written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

from dangjian.affairs.imports.kinds.people.lines import ENTRY, MEMBER, PERSON, SEALED, SPELL
from dangjian.affairs.imports.kinds.people.sealing import Sealer
from dangjian.affairs.people.models import Source
from dangjian.foundation.ids import public_id

WORDS: Final = "党员名册导入"
# Every table is written before those that point at it.
COLUMNS: Final = {
    "people_person": ("id", *SEALED, *PERSON),
    "members_member": ("id", "person_id", *MEMBER),
    "members_spell": ("id", *SPELL),
    "people_entry": ("id", *ENTRY),
}
_PART: Final = 5000  # People; fewer would have the database wait for us more often, more would lie in memory.


class Composing:
    """Composes what stands in ``prepared``; asks the database nothing, so it may run beside it."""

    def __init__(
        self,
        prepared: Iterable[list[Any]],
        numbers: Mapping[str, Sequence[int]],
        *,
        account: int | None,
        on: date,
        reference: str,
    ) -> None:
        self.indexes: list[str] = []  # Of the ID numbers, in hexadecimal.
        self.places: dict[int, str] = {}  # County and path by body, as they stand in the rows.
        self._sealer = Sealer()
        self._said = f"{Source.IMPORT.value}\t{reference}"
        self._on, self._account = on, account
        self.parts = self._parts((row for row in prepared if row[0] == "new"), zip(*numbers.values(), strict=True))

    def _parts(self, rows: Iterator[list[Any]], numbers: Iterator[tuple[int, ...]]) -> Iterator[dict[str, bytes]]:
        """Yield the rows of each table as text for COPY, for so many people at a time."""
        while part := list(islice(rows, _PART)):
            lines = zip(*map(self._lines, part, islice(numbers, len(part))), strict=True)
            yield {table: "".join(each).encode() for table, each in zip(COLUMNS, lines, strict=True)}

    def _lines(self, row: list[Any], numbers: Sequence[int]) -> tuple[str, str, str, str]:
        _, body, category, standing, person, member, fields, index, *sealed = row
        pk, member_pk, spell, entry = numbers
        place = self.places.get(body) or self.places.setdefault(body, _place(member))
        self.indexes.append(index)
        return (
            f"{pk}\t{self._sealed(index, *sealed)}\t{person}\n",
            f"{member_pk}\t{pk}\t{member}\n",
            f"{spell}\t{member_pk}\t{body}\t{place}\t{category}\t{standing}\t[{self._on},)\t{self._said}\n",
            f"{entry}\t{public_id()}\t{pk}\t{place}\t{self._said}\t{WORDS}\t{fields}\t{self._account}\t{self._on}\n",
        )

    def _sealed(self, index: str, number: str, phone: str, landline: str) -> str:
        """Return the columns of ``SEALED``."""
        seal, identity = self._sealer.seal, public_id()
        columns = (
            str(identity),
            _hex(seal(number, "id_number", identity)),
            f"\\\\x{index}",
            _hex(seal(phone, "phone", identity)) if phone else "\\N",
            _hex(self._sealer.index("phone", phone)) if phone else "\\N",
            _hex(seal(landline, "landline", identity)) if landline else "\\N",
        )
        return "\t".join(columns)


def _hex(data: bytes) -> str:
    return f"\\\\x{data.hex()}"


def _place(member: str) -> str:
    """Return county and path as they stand in a composed row of a member."""
    return "\t".join(member.split("\t", 3)[1:3])
