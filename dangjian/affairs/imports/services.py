"""What a person does with an import: bring a file, say what its columns mean, confirm, drop, undo. Jobs do the rest."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from procrastinate.contrib.django import app

from dangjian.access import audit, files, zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.imports.columns.matching import missing
from dangjian.affairs.imports.columns.vocabulary import NOT_KEPT, vocabulary
from dangjian.affairs.imports.models import Import, Kind, Shape, Stage
from dangjian.affairs.imports.work.files import keep
from dangjian.affairs.organizations.models import Organization
from dangjian.rulebook import RuleBreach

_LONGEST_REASON = 200


@transaction.atomic
def bring(*, by: Actor, organization: Organization, kind: Kind, data: bytes, name: str, on: date) -> Import:
    """Take a file in, sealed, and have it read and checked. Nothing of the register changes by it.

    Raises ``RuleBreach`` for people where the installation faces the internet (P37).
    """
    if zones.is_internet() and kind is not Kind.BODIES:
        raise RuleBreach("互联网区不处理身份证号、手机号等个人信息，没有接收这个文件。请在内网导入。")
    source = Import.objects.create(
        organization=organization,
        county_id=organization.county_id,
        org_path=organization.path,
        kind=kind,
        name=name[:200],
        made_by=by.account_id,
        made_by_name=by.name[:60],
    )
    source.upload = keep(source, data, name, "application/octet-stream", on)
    source.save(update_fields=["upload"])
    _record(by, source, "import.upload", f"{source} {len(data)} 字节")
    _hand_over(source)
    return source


@transaction.atomic
def match_columns(*, by: Actor, source: Import, columns: Mapping[int, str]) -> Import:
    """Say what the columns mean and have the file read anew; remembered for the county once it is confirmed.

    Raises ``RuleBreach`` where a field is given twice, where one is missing, and while work is under way.
    """
    source = _locked(source, Stage.UNMAPPED, Stage.CHECKED)
    words = vocabulary(source.kind)
    kept = [name for name in columns.values() if name != NOT_KEPT]
    twice = sorted({words.caption(name) for name in kept if kept.count(name) > 1})
    if twice:
        raise RuleBreach(f"{'、'.join(twice)}对应了两列，没有保存。一项内容只能对应一列。")
    if left := missing(columns, words):
        raise RuleBreach(f"还没有指出{'、'.join(left)}是哪一列，没有保存。")
    source.columns = {source.shape: {str(at): name for at, name in columns.items()}}
    _move(source, Stage.READING)
    _record(by, source, "import.columns", f"{source} 对应 {len(kept)} 列")
    _hand_over(source)
    return source


@transaction.atomic
def confirm(*, by: Actor, source: Import, reason: str) -> Import:
    """Confirm what was checked; the rows are written by a job, which asks for the right again.

    Raises ``RuleBreach`` where there is nothing to write, where doubts are taken without a reason, and where the
    right to confirm does not reach the whole body.
    """
    source = _locked(source, Stage.CHECKED)
    if not by.may(Permission.IMPORT_CONFIRM, source.org_path):
        raise RuleBreach("确认导入由有权限的同志办理，没有写入。请告知本级组织委员。")
    if not source.new + source.changed:
        raise RuleBreach("没有可写入的内容：每一行都与现有记载相同，或有错。没有写入。")
    reason = reason.strip()
    if source.warnings and not reason:
        raise RuleBreach(f"有 {source.warnings} 行带提醒，照收的请写一条理由。没有写入，内容都还在。")
    source.reason = reason[:_LONGEST_REASON]
    source.confirmed_by, source.confirmed_by_name = by.account_id, by.name[:60]
    for digest, columns in source.columns.items():
        Shape.objects.update_or_create(
            county_id=source.county_id,
            kind=source.kind,
            digest=digest,
            defaults={"columns": columns, "used_at": Now()},
        )
    _move(source, Stage.WRITING)
    _record(by, source, "import.confirm", f"{source} 新增 {source.new}，更新 {source.changed} {source.reason}")
    _hand_over(source)
    return source


@transaction.atomic
def drop(*, by: Actor, source: Import) -> Import:
    """Drop an import before it is written: its file and what was read of it are deleted."""
    source = _locked(source, Stage.READING, Stage.UNMAPPED, Stage.CHECKED, Stage.REFUSED)
    held = [file for file in (source.upload, source.prepared, source.faults_file) if file]
    source.upload = source.prepared = source.faults_file = source.captions = None
    source.findings.all().delete()
    _move(source, Stage.DROPPED)
    for file in held:
        files.remove(file)
    _record(by, source, "import.drop", str(source))
    return source


@transaction.atomic
def undo(*, by: Actor, source: Import) -> Import:
    """Have an import undone by a job; it refuses, with a list, where someone wrote since."""
    source = _locked(source, Stage.DONE)
    if not by.may(Permission.IMPORT_CONFIRM, source.org_path):
        raise RuleBreach("撤销导入由有权限的同志办理，没有撤销。请告知本级组织委员。")
    source.undone_by, source.obstacles = by.account_id, []
    _move(source, Stage.UNDOING)
    _record(by, source, "import.ask_undo", str(source))
    _hand_over(source)
    return source


@transaction.atomic
def hand_back(*, by: Actor, source: Import) -> bytes:
    """Return the workbook of the rows left out, and record who took it; raises ``RuleBreach`` where it is gone."""
    if source.faults_file is None:
        raise RuleBreach("没有待改的行，或已过 30 天保存期。")
    _record(by, source, "import.hand_back", f"{source} {source.errors} 行")
    return files.read(source.faults_file)


def _locked(source: Import, *stages: Stage) -> Import:
    rows = Import.objects.select_for_update(of=("self",)).select_related(
        "organization", "upload", "prepared", "faults_file"
    )
    fresh = rows.get(pk=source.pk)
    if fresh.stage not in stages:
        raise RuleBreach(f"这次导入现在是“{fresh.get_stage_display()}”，没有改动。请刷新后再看。")
    return fresh


def _move(source: Import, stage: Stage) -> None:
    source.stage, source.words, source.moved_at = stage, "", Now()
    if stage is Stage.READING:
        source.done = 0
    source.save()


def _hand_over(source: Import) -> None:
    """Put the work into the queue, in the same transaction."""
    app.configure_task("imports.work").defer(number=source.pk)


def _record(by: Actor, source: Import, action: str, words: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=source.public_id,
        organization_id=source.organization_id,
        path=source.org_path,
        words=words,
        county_id=source.county_id,
    )
