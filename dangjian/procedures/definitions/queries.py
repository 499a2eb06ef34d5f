"""The text by which a case goes: a county's own where it began by one, else the shipped one."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Protocol

from dangjian.access.actors import Actor
from dangjian.procedures.definitions.models import Definition
from dangjian.procedures.definitions.rules import instrument_of, read_steps
from dangjian.rulebook import Procedure, UnknownProcedureError, procedure


class Going(Protocol):
    """A case as its text needs it."""

    definition: str
    version: int
    text_id: int | None


def text_of(case: Going) -> Procedure:
    """Give the text with which a case began; `UnknownProcedureError` where nobody has it any more."""
    if case.text_id is None:
        return procedure(case.definition, version=case.version)
    return _published(case.text_id)


def current_text(county_id: int, key: str) -> tuple[Procedure, int | None]:
    """Give the text by which a new case of a county begins, and the id of its row where it is the county's own."""
    row = Definition.objects.current().filter(county_id=county_id, key=key).first()
    return (parsed(row), row.pk) if row else (procedure(key), None)


def parsed(row: Definition, on: date | None = None) -> Procedure:
    """Read a row's steps, a draft's as of ``on``; ``RuleBreach`` where they are not whole yet."""
    instrument = instrument_of(row.basis, row.published_on or on or date.max)
    return Procedure(row.key, row.version, row.title, read_steps(row.steps, base_of(row), instrument))


def base_of(row: Definition) -> Procedure | None:
    """Give the shipped text of which a row is the county's copy."""
    return procedure(row.derived_from, version=row.derived_version) if row.derived_from else None


@lru_cache(maxsize=512)
def _published(row_id: int) -> Procedure:
    """Read a published row once a process: it never changes again."""
    row = Definition.objects.published().filter(pk=row_id).first()
    if row is None:
        raise UnknownProcedureError(f"no published text {row_id}")
    return parsed(row)


def forget() -> None:
    """Forget what was read; tests use ids again after a rollback."""
    _published.cache_clear()


def texts(actor: Actor) -> list[Definition]:
    """Give the newest text and the draft of each of the county's procedures, by title."""
    rows = Definition.objects.visible_to(actor)
    newest: Mapping[str, Definition] = {row.key: row for row in rows.current()}
    return sorted([*newest.values(), *rows.drafts()], key=lambda row: (row.title, row.version))
