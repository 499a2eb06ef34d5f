"""A new person as the text of their rows, but for what only the moment of writing gives: numbers, ids, seals."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import repeat
from operator import is_not
from typing import Any, Final, cast

from dangjian.affairs.imports.kinds.people.away import AWAY
from dangjian.affairs.imports.kinds.people.cells import Value
from dangjian.affairs.imports.kinds.people.lines import MEMBER, PERSON, array, text
from dangjian.affairs.imports.kinds.people.wording import Meaning
from dangjian.affairs.members.models import Standing
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Sex
from dangjian.affairs.people.rules import IdNumber
from dangjian.foundation.names import initials, sort_key

Texts = dict[str, str]  # The COPY text of what is known, by column.
_EMPTY: Final = {
    "sex", "ethnicity", "education", "degree", "occupation", "technical_title", "social_stratum", "residence",
    "registered_residence", "joining_kind", "joined_at", "left_reason",
}  # fmt: skip
# What stands in the row of someone of whom nothing is said.
NOTHING: Final = {column: "" if column in _EMPTY else "\\N" for column in (*PERSON, *MEMBER)} | {
    "seniority_correction": "0",
    "standing": Standing.NORMAL.value,
}
_BESIDE: Final = frozenset({"is_lost", *AWAY})  # Not kept in the record itself.
_OURS: Final = frozenset({"branch", "id_index"})
_FROM_NUMBER: Final = ("id_number", "born_on", "sex")


@lru_cache(maxsize=20_000)
def _keys(name: str) -> tuple[str, str]:
    """Return sort key and initials of a name: in a county many bear the same."""
    return text(sort_key(name)), text(initials(name))


def compose(facts: dict[str, Value], texts: Texts, branch: Organization) -> list[Any]:
    """Return ``["new", branch id, category, standing, person, member, fields, index, ID number, phone, landline]``.

    ``texts`` holds what was read as COPY text; person and member are rows of it.
    """
    name, born = str(facts["name"]), facts["born_on"]
    texts["sort_key"], texts["initials"] = _keys(name)
    texts["county_id"], texts["organization_id"], texts["org_path"] = str(branch.county_id), str(branch.pk), branch.path
    texts["born_on"] = born.isoformat() if isinstance(born, date) else "\\N"
    texts["sex"], texts["standing"] = str(facts["sex"]), str(facts["standing"])
    return [
        "new",
        branch.pk,
        texts["category"],
        texts["standing"],
        "\t".join([texts.get(column, NOTHING[column]) for column in PERSON]),
        "\t".join([texts.get(column, NOTHING[column]) for column in MEMBER]),
        array(["organization", *(key for key in facts if key not in _OURS)]),
        cast("bytes", facts["id_index"]).hex(),
        facts["id_number"],
        facts.get("phone") or "",
        facts.get("landline") or "",
    ]


def compose_all(
    read: Mapping[str, Sequence[Meaning]],
    absent: Mapping[str, Meaning],
    numbers: Sequence[IdNumber],
    indexes: Sequence[bytes],
    branches: Sequence[Organization],
) -> Iterator[list[Any]]:
    """Yield what ``compose`` returns for each row of a block given by column; its facts are what is not ``absent``."""
    count, empty = len(numbers), [""] * len(numbers)
    texts = {name: [meaning.text for meaning in column] for name, column in read.items()}
    keys = [_keys(str(meaning.value)) for meaning in read["name"]]
    texts["sort_key"], texts["initials"] = [key for key, _ in keys], [letters for _, letters in keys]
    texts["county_id"] = [str(branch.county_id) for branch in branches]
    texts["organization_id"] = [str(branch.pk) for branch in branches]
    texts["org_path"] = [branch.path for branch in branches]
    texts["born_on"] = [number.born_on.isoformat() for number in numbers]
    texts["sex"] = [Sex.MALE.value if number.is_male else Sex.FEMALE.value for number in numbers]
    texts.setdefault("standing", [NOTHING["standing"]] * count)
    rows = zip(
        repeat("new"),
        [branch.pk for branch in branches],
        texts["category"],
        texts["standing"],
        _lines(PERSON, texts, count),
        _lines(MEMBER, texts, count),
        _fields(read, absent, count),
        [index.hex() for index in indexes],
        [number.text for number in numbers],
        texts.get("phone", empty),
        texts.get("landline", empty),
        strict=False,
    )
    return map(list, rows)


def _lines(columns: Sequence[str], texts: Mapping[str, Sequence[str]], count: int) -> Iterator[str]:
    return map("\t".join, zip(*[texts.get(column) or [NOTHING[column]] * count for column in columns], strict=True))


def _fields(read: Mapping[str, Sequence[Meaning]], absent: Mapping[str, Meaning], count: int) -> Iterator[str]:
    """Yield the fields that each row sets, as an array; rows that set the same ones share it."""
    names, arrays = tuple(read), dict[tuple[bool, ...], str]()
    for said in zip(*[map(is_not, read[name], repeat(absent[name], count)) for name in names], strict=True):
        if said not in arrays:
            known = [name for name, is_said in zip(names, said, strict=True) if is_said and name not in _BESIDE]
            arrays[said] = array(list(dict.fromkeys(["organization", *known, *_FROM_NUMBER, "standing"])))
        yield arrays[said]
