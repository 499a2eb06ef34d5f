"""The text by which a case goes: a county's own where it began by one, else the shipped one."""

from collections.abc import Mapping
from typing import Protocol

from dangjian.access.actors import Actor
from dangjian.procedures.definitions.models import Definition
from dangjian.rulebook import Procedure, procedure


class Going(Protocol):
    """A case as its text needs it."""

    definition: str
    version: int

    @property
    def text(self) -> Definition | None:
        """The county's own text; lists fetch those of all their cases at once."""


def text_of(case: Going) -> Procedure:
    """Give the text with which a case began; `UnknownProcedureError` where nobody has it any more."""
    return case.text.procedure if case.text else procedure(case.definition, version=case.version)


def current_text(county_id: int, key: str) -> tuple[Procedure, int | None]:
    """Give the text by which a new case of a county begins, and the id of its row where it is the county's own."""
    row = Definition.objects.current().filter(county_id=county_id, key=key).first()
    return (row.procedure, row.pk) if row else (procedure(key), None)


def texts(actor: Actor) -> list[Definition]:
    """Give the newest text and the draft of each of the county's procedures, by title."""
    rows = Definition.objects.visible_to(actor)
    newest: Mapping[str, Definition] = {row.key: row for row in rows.current()}
    return sorted([*newest.values(), *rows.drafts()], key=lambda row: (row.title, row.version))
