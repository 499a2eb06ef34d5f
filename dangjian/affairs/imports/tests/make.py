"""Rosters for tests: messy workbooks made with openpyxl, and imports carried on without a queue."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from dangjian.access.actors import Actor
from dangjian.affairs.imports import jobs, services
from dangjian.affairs.imports.models import Import, Kind
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.rules import check_digit
from dangjian.affairs.posts.tests.make import TODAY

HEADS = (
    "序号",
    "姓名",
    "所在党支部",
    "公民身份证号",
    "性别",
    "人员类别",
    "加入党组织日期",
    "转为正式党员日期",
    "手机号",
)


def id_number(born: date = date(1980, 5, 1), serial: int = 11) -> str:
    """Return a well-formed number of an area that does not exist; an odd serial is a man's."""
    first = f"990000{born:%Y%m%d}{serial:03d}"
    return first + check_digit(first)


def row(number: int, name: str, branch: str, **other: object) -> list[object]:
    """Return one clean row under ``HEADS``; ``other`` replaces cells by their caption."""
    cells = dict(
        zip(
            HEADS,
            (
                number,
                name,
                branch,
                id_number(serial=number * 2 + 1),
                "男",
                "正式党员",
                "2005-07-01",
                "2006年7月",
                f"138{number:08d}",
            ),
            strict=True,
        )
    )
    return list((cells | other).values())


def workbook(rows: Sequence[Sequence[object]], *, heads: Sequence[str] = HEADS, title: str = "党员花名册") -> bytes:
    """Return an .xlsx with a merged title, a line of facts, the header in row 3 and the rows under it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "党员"
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    sheet.append(["填报单位：石桥镇"])
    sheet.append(list(heads))
    for each in rows:
        sheet.append(list(each))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def bring(by: Actor, body: Organization, data: bytes, kind: Kind = Kind.PEOPLE, name: str = "名册.xlsx") -> Import:
    """Upload and carry on until a person is waited for."""
    source = services.bring(by=by, organization=body, kind=kind, data=data, name=name, on=TODAY)
    return carried(source)


def carried(source: Import) -> Import:
    """Carry an import on as the queue would."""
    jobs.work(source.pk)
    return Import.objects.get(pk=source.pk)
