"""Writes what was confirmed: one transaction, the county's imports one after another, rights asked for again."""

from collections.abc import Set as AbstractSet
from datetime import date

from django.db import connection, transaction
from django.db.models.functions import Now

from dangjian.access import audit, files, paths
from dangjian.access.actors import Actor, acting
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.imports.kinds.registry import writer
from dangjian.affairs.imports.models import Import, Stage
from dangjian.affairs.imports.prepared import Prepared, Unusable
from dangjian.affairs.imports.stale import NotAllowed, Stale
from dangjian.affairs.imports.work.files import keep_json
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.rulebook import RuleBreach

CHANGED = "确认之后名册有了变动，没有写入任何内容，已按现在的名册重新核对。请再看一遍后确认。"
OUTDATED = "待写入的内容与平台现在的版本不符，没有写入任何内容，已重新核对。请再看一遍后确认。"
NOT_ALLOWED = "确认人的职务已有变动，没有写入任何内容。请由现任有权限的同志核对后确认。"
_LOCK = 0x1A9017  # Of the county's imports, beside the county's number.


def write(source: Import, on: date) -> None:
    """Write, all of it or nothing; a register that moved on sends the import back to its check."""
    try:
        _write(source, on)
    except Stale:
        _back(source, Stage.READING, CHANGED)
    except Unusable:
        _back(source, Stage.READING, OUTDATED)
    except NotAllowed:
        _back(source, Stage.CHECKED, NOT_ALLOWED)
    except RuleBreach as breach:
        _back(source, Stage.CHECKED, f"没有写入任何内容：{breach}"[:400])


@transaction.atomic
def _write(source: Import, on: date) -> None:
    lock(source)
    fresh = locked(source, Stage.WRITING)
    if fresh is None or fresh.prepared is None:
        return
    by = actor(fresh.confirmed_by, on)
    prepared = Prepared(files.read(fresh.prepared))
    check_rights(by, fresh, prepared.about("new", "appoint"))
    traces = writer(fresh)(prepared, by=by, on=on, reference=f"DR-{fresh.pk}")
    refuse_gone(fresh, prepared.about("changed"))
    fresh.snapshot = keep_json(fresh, traces.sealed(), "撤销所需", on)
    spent, fresh.prepared = fresh.prepared, None
    fresh.stage, fresh.words, fresh.written_at, fresh.moved_at = Stage.DONE, "", Now(), Now()
    fresh.save()
    files.remove(spent)
    audit.record(
        by=by.narrowed(Permission.IMPORT_CONFIRM),
        action="import.write",
        subject=fresh.public_id,
        organization_id=fresh.organization_id,
        path=fresh.org_path,
        words=f"{fresh} 新增 {fresh.new}，更新 {fresh.changed}",
        among=[f"{table}:{first}-{last}" for table, ranges in traces.ranges.items() for first, last in ranges],
    )


def lock(source: Import) -> None:
    """Wait for the other imports of the county: what they wrote is seen, and nobody is written twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, source.county_id % 2**31])


def locked(source: Import, stage: Stage) -> Import | None:
    """Return the row locked, None where it is no longer at that stage."""
    rows = Import.objects.select_for_update(of=("self",)).select_related("organization", "prepared", "snapshot")
    return rows.filter(pk=source.pk, stage=stage).first()


def actor(account_id: int | None, on: date) -> Actor:
    """Return who acts, with the posts of ``on``; raises ``NotAllowed`` for an account that is closed."""
    account = Account.objects.filter(pk=account_id, is_active=True).select_related("person").first()
    if account is None:
        raise NotAllowed
    return acting(account, on)


def check_rights(by: Actor, source: Import, concerned: AbstractSet[int]) -> None:
    """Refuse where a body concerned is out of reach of who confirmed."""
    paths = [source.org_path, *Organization.objects.filter(pk__in=concerned).values_list("path", flat=True)]
    if not all(by.may(Permission.IMPORT_CONFIRM, path) for path in paths):
        raise NotAllowed


def refuse_gone(source: Import, written: AbstractSet[int]) -> None:
    """Raise ``Stale`` where someone was written who has left the body since the check: their record is another's.

    Asked after the writing, which holds their rows: nobody moves on in between.
    """
    here = Person.objects.filter(
        pk__in=written, org_path__gte=source.org_path, org_path__lt=paths.following(source.org_path)
    )
    if here.count() != len(written):
        raise Stale


def _back(source: Import, stage: Stage, words: str) -> None:
    Import.objects.filter(pk=source.pk, stage=Stage.WRITING).update(
        stage=stage, words=words, confirmed_by=None, confirmed_by_name="", reason="", moved_at=Now()
    )
