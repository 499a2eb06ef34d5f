"""Reads and checks an import: header, columns, every row; nothing of the register is changed."""

import json
import time
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.db import transaction
from django.db.models.functions import Now

from dangjian.access import files
from dangjian.access.models import StoredFile
from dangjian.access.secrets import Place, seal
from dangjian.affairs.imports.kinds.rows import Checked
from dangjian.affairs.imports.models import Finding, Import, Level, Stage
from dangjian.affairs.imports.prepared import Packing
from dangjian.affairs.imports.reading import rosters
from dangjian.affairs.imports.work import findings, handing_back
from dangjian.affairs.imports.work.files import LINES, XLSX, keep
from dangjian.affairs.imports.work.sheets import Part, Unmapped, parts
from dangjian.foundation.documents.content import Unsupported

_MOST_NOTES: Final = 12
_SHOWN_EVERY: Final = 0.5  # Seconds between two looks at how far it is: each is written and synced.
GONE: Final = "上传的文件已过 30 天保存期，没有可读的内容。请重新上传。"


class _Tally:
    """What was found so far."""

    def __init__(self) -> None:
        self.lines: list[tuple[Checked, Part]] = []
        self.packing = Packing()
        self.counts = {"new": 0, "changed": 0, "unchanged": 0, "error": 0}
        self.warnings = 0

    def add(self, checked: Checked, part: Part) -> None:
        self.counts[checked.state] += 1
        self.warnings += any(found.level == Level.WARNING for found in checked.found)
        if checked.found:
            self.lines.append((checked, part))
        if checked.prepared and checked.state != "error":
            self.packing.add(checked.prepared)
        if checked.beside and checked.state != "error":
            self.packing.add(checked.beside)
        checked.prepared = checked.beside = None


def check(source: Import, on: date) -> None:
    """Read and check; leaves the import checked, waiting for its columns, or refused with the reason."""
    if source.upload is None:
        _stop(source, GONE)
        return
    try:
        data = files.read(source.upload)
    except FileNotFoundError:
        _stop(source, GONE)
        return
    tally, notes, seen = _Tally(), list[str](), list[Part]()
    try:
        for part in parts(source, rosters.read(data), on, notes):
            seen.append(part)
            _rows(source, part, tally)
            notes += part.checker.notes()
    except Unmapped as unmapped:
        _ask(source, unmapped)
        return
    except Unsupported as refusal:
        _stop(source, str(refusal))
        return
    if not sum(tally.counts.values()):
        _stop(source, "没有找到可以导入的行。" + "".join(notes[:3]))
        return
    _keep(source, tally, seen, notes, on)


def _rows(source: Import, part: Part, tally: _Tally) -> None:
    shown = -_SHOWN_EVERY
    for block in part.blocks:
        for checked in part.checker.check(block):
            tally.add(checked, part)
        if time.monotonic() - shown >= _SHOWN_EVERY:
            shown = time.monotonic()
            Import.objects.filter(pk=source.pk).update(done=sum(tally.counts.values()), moved_at=Now())


def _keep(source: Import, tally: _Tally, seen: list[Part], notes: list[str], on: date) -> None:
    wrong = [(checked, part) for checked, part in tally.lines if checked.state == "error"]
    with transaction.atomic():
        fresh = _locked(source)
        if fresh is None:
            return
        _forget(fresh)
        findings.write(fresh, _found(tally))
        _head(fresh, seen[0].captions, seen[0].shape)
        fresh.columns = {part.shape: _as_text(part.columns) for part in seen}
        fresh.prepared = keep(fresh, tally.packing.packed(), "待写入", LINES, on)
        if wrong:
            fresh.faults_file = keep(fresh, handing_back.workbook(wrong), "待改的行.xlsx", XLSX, on)
        fresh.stage, fresh.notes = Stage.CHECKED, list(dict.fromkeys(notes))[:_MOST_NOTES]
        fresh.new, fresh.changed = tally.counts["new"], tally.counts["changed"]
        fresh.unchanged, fresh.errors = tally.counts["unchanged"], tally.counts["error"]
        fresh.warnings, fresh.done = tally.warnings, sum(tally.counts.values())
        fresh.moved_at = Now()
        fresh.save()


def _found(tally: _Tally) -> Iterator[findings.Line]:
    for checked, part in tally.lines:
        for found in checked.found:
            column, caption = part.place_of(found.field)
            yield findings.Line(found.level, checked.row.sheet, checked.row.number, column, caption, found.words)


def _ask(source: Import, unmapped: Unmapped) -> None:
    with transaction.atomic():
        if fresh := _locked(source):
            _head(fresh, unmapped.captions, unmapped.shape)
            fresh.columns = {unmapped.shape: _as_text(unmapped.columns)}
            fresh.stage = Stage.UNMAPPED
            fresh.words = f"认不出这些列：{'、'.join(unmapped.missing)}。请指出是哪一列。"
            fresh.save()


def _head(fresh: Import, captions: Sequence[str], shape: str) -> None:
    """Keep the words of the header for the page of columns, sealed."""
    place = Place("imports_import", "captions", fresh.public_id)
    fresh.captions, fresh.shape = seal(json.dumps(list(captions), ensure_ascii=False), place), shape


def _as_text(columns: dict[int, str]) -> dict[str, str]:
    return {str(at): name for at, name in columns.items()}


def _stop(source: Import, words: str) -> None:
    with transaction.atomic():
        if fresh := _locked(source):
            _forget(fresh)
            if fresh.upload:
                files.remove(fresh.upload)
                fresh.upload = None
            fresh.stage, fresh.words = Stage.REFUSED, words[:400]
            fresh.save()


def _locked(source: Import) -> Import | None:
    """Return the row locked, None where someone dropped the import meanwhile."""
    rows = Import.objects.select_for_update(of=("self",)).select_related("organization", "upload")
    return rows.filter(pk=source.pk, stage=Stage.READING).first()


def _forget(source: Import) -> None:
    """Remove what an earlier check left."""
    Finding.objects.filter(source=source).delete()
    for name in ("prepared", "faults_file"):
        file: StoredFile | None = getattr(source, name)
        if file:
            setattr(source, name, None)
            source.save(update_fields=[name])
            files.remove(file)
