"""An old file is read and audited, or thrown away; no record is changed by it."""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.admissions.models import OldFile, OldRow
from dangjian.affairs.admissions.old_files.auditing import Conflict, conflicts
from dangjian.affairs.admissions.old_files.reading import Read, rows
from dangjian.affairs.admissions.services.opening import DEFINITION
from dangjian.affairs.organizations.models import Organization
from dangjian.rulebook import Procedure, RuleBreach, procedure


@transaction.atomic
def audit_file(*, by: Actor, organization: Organization, name: str, data: bytes, on: date) -> OldFile:
    """Read a workbook and keep its rows with their conflicts.

    Raises ``Unsupported`` in words where it cannot be read, ``RuleBreach`` where it has no row.
    """
    found = rows(data)
    if not found:
        raise RuleBreach("表头下面没有人员，没有读取。请核对文件。")
    text = procedure(DEFINITION)
    judged = [(row, _judged(row, text, on)) for row in found]
    at = {"county_id": organization.county_id, "org_path": organization.path}
    made = OldFile.objects.create(
        organization=organization, name=name[:120], account_id=by.account_id, account_name=by.name[:60],
        rows_read=len(judged), rows_wrong=sum(bool(wrong) for _, wrong in judged), **at,
    )  # fmt: skip
    OldRow.objects.bulk_create(
        OldRow(
            file=made, number=row.number, person_name=row.name, branch_name=row.branch,
            days={key: day.isoformat() for key, day in row.days.items()}, numbers=row.numbers,
            conflicts=[asdict(one) for one in wrong],
            **at,
        )
        for row, wrong in judged
    )  # fmt: skip
    audit.record(
        by=by, action="admission.old_file", subject=made.public_id, organization_id=organization.pk,
        path=organization.path, words=f"{made.rows_read} 行，{made.rows_wrong} 行有冲突", county_id=made.county_id,
    )  # fmt: skip
    return made


@transaction.atomic
def drop_file(*, by: Actor, file: OldFile) -> None:
    """Throw an old file away with its rows."""
    audit.record(
        by=by, action="admission.drop_old_file", subject=file.public_id, organization_id=file.organization_id,
        path=file.org_path, words=f"{file.rows_read} 行", county_id=file.county_id,
    )  # fmt: skip
    file.delete()


def _judged(row: Read, text: Procedure, on: date) -> list[Conflict]:
    unread = [Conflict(field, words, "") for field, words in row.unread]
    return [*unread, *conflicts(row.days, row.numbers, text, on)]
