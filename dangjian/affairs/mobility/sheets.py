"""A branch's mobile members and parked talents as workbooks, in the columns of their page."""

from typing import Final

from dangjian.affairs.mobility.models import Stay, Talent
from dangjian.foundation.spreadsheets import Column

OUT: Final[tuple[Column[Stay], ...]] = (
    Column("姓名", 12, lambda row: row.name),
    Column("去向", 30, lambda row: row.where),
    Column("外出日期", 16, lambda row: row.since),
    Column("结对联系人", 12, lambda row: row.contact.name if row.contact else ""),
    Column("下次联系", 16, lambda row: row.contact_due_on),
)
IN: Final[tuple[Column[Stay], ...]] = (
    Column("姓名", 12, lambda row: row.name),
    Column("正式组织关系", 30, lambda row: row.home),
    Column("外出日期", 16, lambda row: row.since),
    Column("结对联系人", 12, lambda row: row.contact.name if row.contact else ""),
    Column("报到", 12, lambda row: "已报到" if row.reported_on else "待确认"),
)
TALENTS: Final[tuple[Column[Talent], ...]] = (
    Column("姓名", 12, lambda row: row.person.name),
    Column("人才服务机构", 30, lambda row: row.agency),
    Column("进度", 16, lambda row: row.get_stage_display()),
    Column("定去留期限", 16, lambda row: row.due_on),
)
