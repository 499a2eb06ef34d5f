"""A new person as the text of their rows, but for what only the moment of writing gives: numbers, ids, seals."""

from datetime import date
from functools import lru_cache
from typing import Any, Final

from dangjian.affairs.imports.kinds.people.cells import Value
from dangjian.affairs.imports.kinds.people.lines import MEMBER, PERSON, array, text
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.names import initials, sort_key

Texts = dict[str, str]  # The COPY text of what is known, by column.
_EMPTY: Final = {
    "sex", "ethnicity", "education", "degree", "occupation", "technical_title", "social_stratum", "residence",
    "registered_residence", "joining_kind", "joined_at", "left_reason",
}  # fmt: skip
_NOTHING: Final = {column: "" if column in _EMPTY else "\\N" for column in (*PERSON, *MEMBER)}
_PEOPLE: Final = tuple((column, _NOTHING[column]) for column in PERSON)
_MEMBERS: Final = tuple((column, {"seniority_correction": "0"}.get(column, _NOTHING[column])) for column in MEMBER)
_OURS: Final = frozenset({"branch", "id_index"})
_arrays: dict[tuple[str, ...], str] = {}


@lru_cache(maxsize=20_000)
def _keys(name: str) -> tuple[str, str]:
    """Return sort key and initials of a name: in a county many bear the same."""
    return text(sort_key(name)), text(initials(name))


def compose(facts: dict[str, Value], texts: Texts, branch: Organization) -> list[Any]:
    """Return ``["new", branch id, category, standing, person, member, fields, ID number, phone, landline]``.

    ``texts`` holds what was read as COPY text; person and member are rows of it.
    """
    name, born = str(facts["name"]), facts["born_on"]
    texts["sort_key"], texts["initials"] = _keys(name)
    texts["county_id"], texts["organization_id"], texts["org_path"] = str(branch.county_id), str(branch.pk), branch.path
    texts["born_on"] = born.isoformat() if isinstance(born, date) else "\\N"
    texts["sex"], texts["standing"] = str(facts["sex"]), str(facts["standing"])
    known = tuple(facts)
    fields = _arrays.get(known)
    if fields is None:
        fields = _arrays[known] = array(["organization", *(key for key in known if key not in _OURS)])
    return [
        "new",
        branch.pk,
        texts["category"],
        texts["standing"],
        "\t".join([texts.get(column, nothing) for column, nothing in _PEOPLE]),
        "\t".join([texts.get(column, nothing) for column, nothing in _MEMBERS]),
        fields,
        facts["id_number"],
        facts.get("phone") or "",
        facts.get("landline") or "",
    ]
