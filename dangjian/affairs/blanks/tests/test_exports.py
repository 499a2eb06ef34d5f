"""Lists as workbooks: the page's columns, order, filter and scope, nothing sealed, nothing that becomes a formula."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import override_settings
from openpyxl.worksheet.worksheet import Worksheet

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.admissions import sheets as admissions
from dangjian.affairs.blanks.tests import make
from dangjian.affairs.blanks.tests.make import County
from dangjian.affairs.members import sheets as members
from dangjian.affairs.mobility import sheets as mobility
from dangjian.affairs.organizations import sheets as organizations
from dangjian.affairs.posts import sheets as posts
from dangjian.affairs.posts.tests import make as people
from dangjian.affairs.renewals import sheets as renewals
from dangjian.affairs.terms import sheets as terms
from dangjian.affairs.transfers import sheets as transfers
from dangjian.foundation.documents.filling.tests.payloads import PAYLOADS
from dangjian.foundation.spreadsheets import Column, workbook

TABLES: dict[str, Sequence[Column[Any]]] = {
    "bodies": organizations.BODIES,
    "roll": members.ROLL,
    "people": members.PEOPLE,
    "posts": posts.SEATS,
    "terms": terms.TERMS,
    "leaving": transfers.of("out"),
    "arriving": transfers.of("in"),
    "away": mobility.OUT,
    "here": mobility.IN,
    "talents": mobility.TALENTS,
    "admissions": admissions.ROWS,
    "villages": renewals.LINES,
}


class Echo(str):
    """A row of which every column says the same words."""

    __slots__ = ()

    @property
    def lower(self) -> "Echo":
        return self

    def __getattr__(self, name: str) -> "Echo":
        return self

    def __call__(self) -> "Echo":
        return self

    def __getitem__(self, place: object) -> "Echo":
        return self

    def __iter__(self) -> Iterator["Echo"]:
        yield Echo(str.__str__(self))


def sheet_of(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(content)).worksheets[0]


def formulas(content: bytes) -> int:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    return sum(part.count(b"<f>") + part.count(b"<f ") for part in parts)


@pytest.mark.parametrize("name", TABLES)
def test_no_payload_in_any_exportable_column_becomes_a_formula(name: str) -> None:
    columns = TABLES[name]
    rows = [Echo(words) for words in PAYLOADS]
    content = workbook(title="=1+1", line="+1", columns=columns, rows=rows, sheet="名单")
    assert formulas(content) == 0
    page = sheet_of(content)
    for number, _ in enumerate(PAYLOADS):
        assert {cell.data_type for cell in page[4 + number]} <= {"s"}
    assert "+8613800000000" in {str(cell.value) for row in page.iter_rows(min_row=4) for cell in row}


def test_the_control_a_writer_that_guesses_makes_formulas() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["=1+1"])
    buffer = BytesIO()
    book.save(buffer)
    assert formulas(buffer.getvalue()) == 1


@pytest.fixture
def county() -> County:
    return make.county()


def export(account: Account, address: str) -> bytes:
    answer = make.signed_in(account).get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content


def rows_of(content: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet_of(content).iter_rows(min_row=3)]


@pytest.mark.django_db
def test_a_roll_is_exported_as_it_stands_on_the_page(county: County) -> None:
    branch = county.branches[0]
    address = f"/members/?body={branch.public_id}"
    page = make.signed_in(county.organizer).get(address)
    assert f'href="{address}&amp;format=xlsx"' in page.content.decode()
    found = rows_of(export(county.organizer, f"{address}&format=xlsx"))
    assert found[0] == [column.caption for column in members.ROLL]
    assert [row[1] for row in found[1:]] == [line.person.name for line in page.context["lines"]]
    joined = sheet_of(export(county.organizer, f"{address}&format=xlsx"))["H4"]
    assert joined.is_date
    row = AuditRow.objects.filter(action="table.export").latest("pk")
    assert (row.count, len(row.digest), row.org_path) == (2, 64, branch.path)


@pytest.mark.django_db
def test_a_list_is_exported_with_the_filter_of_the_page(county: County) -> None:
    found = rows_of(export(county.officer, "/members/?sex=2&format=xlsx"))
    assert found[0] == [column.caption for column in members.PEOPLE]
    assert {row[2] for row in found[1:]} == {"女"}
    assert len(found) == 7


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/members/", "/posts/"])
def test_nothing_of_siblings_and_nothing_sealed_is_in_a_file(county: County, address: str) -> None:
    content = export(county.organizer, f"{address}?format=xlsx")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for number, member in enumerate(county.members):
        assert member.person.unsealed("id_number") not in text
        assert member.person.unsealed("phone") not in text
        assert (member.person.name in text) == (number < 4 and address == "/members/")
    for foreign in ("书记1", "书记2", "河口镇"):
        assert foreign not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/members/", "/posts/", "/terms/", "/transfers/", "/organizations/", "/admissions/"]
)
def test_every_list_has_its_export_and_strangers_have_none(county: County, address: str) -> None:
    assert rows_of(export(county.officer, f"{address}?format=xlsx"))
    stranger = people.make_account(people.make_person(county.branches[0], "群众"))
    assert make.signed_in(stranger).get(f"{address}?format=xlsx").status_code == 404


@pytest.mark.django_db
def test_the_internet_has_no_exports(county: County) -> None:
    with override_settings(ZONE="internet"):
        for address in ("/members/?format=xlsx", "/posts/?format=xlsx", "/blanks/", "/blanks/new/"):
            assert make.signed_in(county.officer).get(address).status_code == 404


@pytest.mark.django_db
def test_a_branch_exports_its_mobile_members(county: County) -> None:
    secretary = people.make_holder(county.branches[0], Role.SECRETARY, "支书")
    for kind, columns in (("out", mobility.OUT), ("in", mobility.IN), ("talents", mobility.TALENTS)):
        found = rows_of(export(secretary, f"/mobility/?kind={kind}&format=xlsx"))
        assert found[0] == [column.caption for column in columns]
