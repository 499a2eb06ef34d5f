"""The bodies in scope as a workbook, in the columns of their page."""

from typing import Final

from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.spreadsheets import Column

BODIES: Final[tuple[Column[Organization], ...]] = (
    Column("名称", 36, lambda body: body.short_name),
    Column("类别", 14, lambda body: body.get_kind_display()),
    Column("领域", 12, lambda body: body.get_field_display()),
    Column("上级组织", 30, lambda body: body.parent.short_name if body.parent else ""),
)
