"""A filled workbook is brought in: checked and shown first, written once confirmed."""

from datetime import datetime, timedelta
from typing import Final

import orjson
from django.db import transaction
from psycopg.errors import UniqueViolation

from dangjian.access import audit, files
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.bringing import writing
from dangjian.affairs.registers.bringing.checking import Asked, Check
from dangjian.affairs.registers.bringing.heads import read_table
from dangjian.affairs.registers.bringing.lines import Checked
from dangjian.affairs.registers.models import Absence, Register, Upload, Version
from dangjian.affairs.registers.services.filling import check_period
from dangjian.affairs.registers.services.rows import as_it_stands, check_right
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.time import as_day
from dangjian.rulebook import RuleBreach

KEPT: Final = timedelta(days=7)
_SHOWN: Final = 300  # Faults kept to be shown; all are counted.
_AGAIN: Final = "表格核对以后，台账又有改动，没有写入任何内容。请重新上传，再核对一遍。"


@transaction.atomic
def bring(
    *, by: Actor, register: Register, organization: Organization, period: str, data: bytes, name: str, at: datetime
) -> Upload:
    """Read and check a workbook for the bodies at or below ``organization``; nothing is written yet.

    ``by`` is whole. Whoever keeps the register brings it in for all who fill it. Raises ``RuleBreach`` for what
    cannot be read.
    """
    row = as_it_stands(register)
    if not by.may(Permission.REGISTER_DEFINE, row.org_path):
        check_right(by, Permission.REGISTER_FILL, organization.path)
    version = row.current
    if version is None or row.ended_on is not None:
        raise RuleBreach(f"《{row}》已经停用，没有导入。")
    check_period(version.text, period, as_day(at))
    try:
        table = read_table(data, version.text)
    except Unsupported as problem:
        raise RuleBreach(str(problem)) from problem
    asked = Asked(row, version.text, period, by, as_day(at))
    return _stage(by, version, organization, period, Check(table, asked, organization).run(), name, at)


def _stage(
    by: Actor, version: Version, body: Organization, period: str, checked: Checked, name: str, at: datetime
) -> Upload:
    staged = files.store(
        orjson.dumps([one.to_json() for one in checked.ready]), owner="registers.upload", name=name[:200],
        media_type="application/json", county_id=body.county_id, organization_id=body.pk, org_path=body.path,
        privacy=Privacy.PERSONAL, expires_on=as_day(at) + KEPT,
    )  # fmt: skip
    return Upload.objects.create(
        register_id=version.register_id, version=version, organization=body, county_id=body.county_id,
        org_path=body.path, period=period, name=name[:200], staged=staged, new=checked.new,
        changed=len(checked.ready) - checked.new, same=checked.same, fault_count=len(checked.faults),
        faults=[[one.row, one.column, one.words] for one in checked.faults[:_SHOWN]],
        account_id=by.account_id, account_name=by.name[:60], made_at=at,
    )  # fmt: skip


@transaction.atomic
def write(*, by: Actor, upload: Upload, at: datetime) -> int:
    """Write what was checked, all of it or nothing; returns how many lines.

    Raises ``RuleBreach`` where the register or a line was changed since the check.
    """
    row = Upload.objects.select_for_update(of=("self",)).select_related("register", "version", "staged").get(
        pk=upload.pk
    )  # fmt: skip
    if row.account_id != by.account_id:
        raise RuleBreach("由上传的同志核对后写入，没有写入。")
    if row.written_at is not None or row.staged is None:
        raise RuleBreach("这张表已经写入或已过期，没有重复写入。")
    if row.register.current_id != row.version_id or row.register.ended_on is not None:
        raise RuleBreach(_AGAIN)
    lines = orjson.loads(files.read(row.staged))
    try:
        with transaction.atomic():
            ids = writing.write(lines, version=row.version, period=row.period, by=by, on=as_day(at), at=at)
    except (writing.Gone, UniqueViolation) as gone:
        raise RuleBreach(_AGAIN) from gone
    Absence.objects.filter(
        register=row.register, period=row.period, organization__in={line[0] for line in lines}
    ).delete()
    spent, row.staged = row.staged, None
    row.written_at = at
    row.save(update_fields=["staged", "written_at"])
    files.remove(spent)
    audit.record(
        by=by, action="register-entry.import", subject=row.register.public_id, organization_id=row.organization_id,
        path=row.org_path, words=f"{row.register}：导入 {len(ids)} 条", among=ids,
    )  # fmt: skip
    return len(ids)
