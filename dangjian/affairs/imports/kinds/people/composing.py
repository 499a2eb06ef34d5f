"""A new person as the text of their rows, but for the numbers that the database gives when they are written."""

from typing import Any, Final
from uuid import UUID

from dangjian.access.secrets import Place, blind_index, seal
from dangjian.affairs.imports.kinds.people.cells import Value
from dangjian.affairs.imports.kinds.people.lines import MEMBER, PERSON, array, line
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id
from dangjian.foundation.names import initials, sort_key

_SEALED: Final = ("id_number", "phone", "landline")
_BLANK: Final[dict[str, object]] = {
    "sex": "", "ethnicity": "", "education": "", "degree": "", "occupation": "", "technical_title": "",
    "social_stratum": "", "residence": "", "registered_residence": "", "joining_kind": "", "joined_at": "",
    "seniority_correction": 0, "left_reason": "",
}  # fmt: skip
_OURS: Final = frozenset({"branch", "id_index"})


def compose(facts: dict[str, Value], branch: Organization) -> list[Any]:
    """Return ``["new", branch id, category, standing, person, member, fields]``, the rows as COPY text."""
    identity = public_id()
    name = str(facts["name"])
    columns: dict[str, object] = {
        **_BLANK,
        **{key: value for key, value in facts.items() if key not in _SEALED},
        "public_id": identity,
        "sort_key": sort_key(name),
        "initials": initials(name),
        "county_id": branch.county_id,
        "organization_id": branch.pk,
        "org_path": branch.path,
        "left_on": None,
        **_sealed(facts, identity),
    }
    fields = ["organization", *(key for key, value in facts.items() if key not in _OURS and value is not None)]
    return [
        "new",
        branch.pk,
        facts["category"],
        facts["standing"],
        line(map(columns.get, PERSON)),
        line(map(columns.get, MEMBER)),
        array(fields),
        facts["id_index"].hex(),  # type: ignore[union-attr]
    ]


def _sealed(facts: dict[str, Value], identity: UUID) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in _SEALED:
        if text := facts.get(name):
            found[name] = seal(str(text), Place("people_person", name, identity))
    if phone := facts.get("phone"):
        found["phone_index"] = blind_index("phone", str(phone))
    return found
