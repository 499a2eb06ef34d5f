"""Reads for the pages of imports."""

import json
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.secrets import Place, unseal
from dangjian.affairs.imports.models import Finding, Import, Level, Stage
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ui.parts import Standing

_LEVELS: Final = {
    Stage.READING: "info",
    Stage.UNMAPPED: "soon",
    Stage.REFUSED: "late",
    Stage.CHECKED: "soon",
    Stage.WRITING: "info",
    Stage.DONE: "ok",
    Stage.UNDOING: "info",
    Stage.UNDONE: "na",
    Stage.DROPPED: "na",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One import on the list."""

    source: Import
    standing: Standing


def listed(actor: Actor) -> QuerySet[Import]:
    """The imports in scope."""
    return Import.objects.visible_to(actor.narrowed(Permission.IMPORT_VIEW)).select_related("organization")


def standing(source: Import) -> Standing:
    """Return where an import stands, as a status is drawn."""
    stage = Stage(source.stage)
    return Standing(_LEVELS[stage], str(stage.label))  # type: ignore[arg-type]  # the levels of parts


def findings(actor: Actor, source: Import, level: str) -> QuerySet[Finding]:
    """The findings of an import at one level, in the order of the sheet."""
    rows = Finding.objects.visible_to(actor.narrowed(Permission.IMPORT_VIEW)).filter(source=source)
    return rows.filter(level=level) if level in Level.values else rows


def captions(source: Import) -> list[str]:
    """Return the words of the header, unsealed; empty where none were kept."""
    if not source.captions:
        return []
    place = Place("imports_import", "captions", source.public_id)
    found: list[str] = json.loads(unseal(bytes(source.captions), place))
    return found


def columns(source: Import) -> dict[int, str]:
    """Return what the columns are taken for now, by number."""
    said: dict[str, str] = source.columns.get(source.shape, {})
    return {int(at): name for at, name in said.items()}


def bodies(actor: Actor) -> list[Organization]:
    """Return the bodies into which this person may import, in the county's order."""
    held = actor.bodies(Permission.IMPORT_EDIT)
    return list(Organization.objects.visible_to(actor).filter(pk__in=held).in_order())
