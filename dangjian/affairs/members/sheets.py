"""The roll of a branch and the people of a scope as workbooks, in the columns of their pages."""

from typing import Final

from dangjian.affairs.members.queries.rolls import Line
from dangjian.affairs.people.models import Person
from dangjian.foundation.spreadsheets import Column

ROLL: Final[tuple[Column[tuple[int, Line]], ...]] = (
    Column("序号", 6, lambda row: row[0]),
    Column("姓名", 12, lambda row: row[1].person.name),
    Column("职务", 16, lambda row: row[1].titles),
    Column("性别", 6, lambda row: row[1].person.get_sex_display() if row[1].is_here else ""),
    Column("民族", 10, lambda row: row[1].person.ethnicity_words if row[1].is_here else ""),
    Column("学历", 16, lambda row: row[1].person.education_words if row[1].is_here else ""),
    Column("人员类别", 14, lambda row: row[1].category),
    Column("入党日期", 16, lambda row: row[1].member.joined_on if row[1].is_here else None),
    Column("转正日期", 16, lambda row: row[1].member.confirmed_on if row[1].is_here else None),
    Column("党龄", 12, lambda row: row[1].seniority if row[1].is_here else ""),
)
PEOPLE: Final[tuple[Column[Person], ...]] = (
    Column("姓名", 12, lambda person: person.name),
    Column("所在党支部", 30, lambda person: person.member.organization.short_name),
    Column("性别", 6, lambda person: person.get_sex_display()),
    Column("民族", 10, lambda person: person.ethnicity_words),
    Column("学历", 16, lambda person: person.education_words),
    Column("人员类别", 14, lambda person: person.member.get_category_display()),
    Column("入党日期", 16, lambda person: person.member.joined_on),
)
