"""Forms for signing: filled from the record, numbers only for who may and says why, one document a branch."""

from io import BytesIO

import pytest
from django.http import HttpResponse
from docx import Document
from docx.document import Document as Sheet
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.blanks.models import Paper
from dangjian.affairs.blanks.tests import make
from dangjian.affairs.blanks.tests.make import County
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as people

pytestmark = pytest.mark.django_db
ID, PHONE = "990101196001010000", "13900000000"


@pytest.fixture
def county() -> County:
    return make.county()


@pytest.fixture
def secretary(county: County) -> Account:
    people.appoint(county.members[1].person, county.branches[0], Role.SECRETARY)
    return people.make_account(county.members[1].person)


def send(account: Account, county: County, number: int = 0, **fields: object) -> HttpResponse:
    client = make.signed_in(account)
    address = f"/blanks/papers/{county.branches[number].public_id}/"
    return client.post(address, make.form(account, **fields))  # type: ignore[return-value]


def document_of(account: Account) -> Sheet:
    paper = Paper.objects.latest("pk")
    answer = make.signed_in(account).get(f"/blanks/papers/files/{paper.public_id}/")
    assert answer.status_code == 200
    return Document(BytesIO(answer.content))


def words_of(document: Sheet) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_a_roster_for_signing(county: County, secretary: Account) -> None:
    assert send(secretary, county, kind="roster").status_code == 302
    document = document_of(secretary)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert [round((section.page_width or 0) / 36000), round((section.page_height or 0) / 36000)] == [297, 210]
    table = document.tables[0]
    head = table.rows[0]._tr.trPr  # noqa: SLF001  # python-docx has no word for it
    assert head is not None
    assert head.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[1].cells][:5] == ["1", "女党员0", "女", "汉族", "1998年1月1日"]
    assert [cell.text for cell in table.rows[2].cells][6] == "预备党员"
    text = words_of(document)
    assert "党支部书记（签名）" in text
    assert ID not in text
    assert PHONE not in text
    assert "PAGE" in document.sections[0].footer._element.xml  # noqa: SLF001  # as above
    assert sum((column.width or 0) / 36000 for column in table.columns) <= 267.5


def test_numbers_need_the_right_and_a_reason_and_the_person_sees_who(county: County, secretary: Account) -> None:
    assert send(secretary, county, kind="roster", is_revealing="on").status_code == 422
    clerk = people.make_holder(county.branches[0], Role.BRANCH_CLERK, "信息员")
    assert send(clerk, county, kind="roster", is_revealing="on", reason="核对").status_code == 422
    assert not Paper.objects.exists()
    assert send(secretary, county, kind="roster", is_revealing="on", reason="换届核对").status_code == 302
    text = words_of(document_of(secretary))
    assert ID in text
    assert PHONE in text
    made = AuditRow.objects.get(action="paper.make")
    assert (made.count, "换届核对" in made.words) == (2, True)
    looks = AuditRow.objects.filter(action="person.export")
    assert {row.subject for row in looks} == {str(m.person.public_id) for m in county.members[:2]}
    assert all(ID not in row.words and PHONE not in row.words for row in AuditRow.objects.all())
    paper = Paper.objects.latest("pk")
    assert make.signed_in(clerk).get(f"/blanks/papers/files/{paper.public_id}/").status_code == 404


def test_a_page_of_sixteen_items_for_each_member(county: County, secretary: Account) -> None:
    send(secretary, county, kind="collection", is_revealing="on", reason="采集")
    document = document_of(secretary)
    assert len(document.tables) == 2
    text = words_of(document)
    for number in range(1, 17):
        assert f"{number}. " in text
    for signer in ("党员本人", "采集人", "党支部书记", "基层党委（盖章）"):
        assert signer in text
    assert "普通高中毕业（61）" in text
    assert ID in text


def test_what_is_not_known_stays_empty(county: County, secretary: Account) -> None:
    send(secretary, county, kind="collection")
    table = document_of(secretary).tables[0]
    cells = {row.cells[0].text: row.cells[1].text for row in table.rows}
    pairs = cells | {row.cells[2].text: row.cells[3].text for row in table.rows}
    assert (pairs["11. 工作岗位"], pairs["13. 家庭住址"], pairs["2. 公民身份证号"]) == ("", "", "")


def test_conditions_are_not_printed_above_the_branch(county: County, secretary: Account) -> None:
    lost = county.members[0]
    lost.lost_since = people.TODAY
    lost.save()
    send(secretary, county, kind="collection")
    assert "失去联系日期" in words_of(document_of(secretary))
    send(county.officer, county, kind="collection")
    assert "失去联系日期" not in words_of(document_of(county.officer))


def test_strangers_and_siblings_find_nothing(county: County, secretary: Account) -> None:
    send(secretary, county, kind="roster")
    paper = Paper.objects.get()
    sibling = people.make_holder(county.branches[1], Role.SECRETARY, "邻支书")
    member = people.make_account(county.members[0].person)
    for account in (sibling, member):
        client = make.signed_in(account)
        assert client.get(f"/blanks/papers/files/{paper.public_id}/").status_code == 404
        assert client.get(f"/blanks/papers/{county.branches[0].public_id}/").status_code == 404
        assert send(account, county, kind="roster").status_code == 404


def test_the_page_lists_what_was_made(county: County, secretary: Account) -> None:
    send(secretary, county, kind="roster")
    client = make.signed_in(secretary)
    page = client.get(f"/blanks/papers/{county.branches[0].public_id}/").content.decode()
    assert "党员名册" in page
    assert "不含证件号码和电话" in page
    roll = client.get(f"/members/?body={county.branches[0].public_id}").content.decode()
    assert f"/blanks/papers/{county.branches[0].public_id}/" in roll


def test_a_collection_form_that_tells_conditions_is_not_read_from_afar(county: County, secretary: Account) -> None:
    send(secretary, county, kind="collection")
    send(secretary, county, kind="roster")
    form, roll = (Paper.objects.get(kind=kind).public_id for kind in ("collection", "roster"))
    officer = people.make_holder(Organization.objects.get(parent=None), Role.COUNTY_OFFICER, "何处长")
    afar = make.signed_in(officer)
    assert afar.get(f"/blanks/papers/files/{form}/").status_code == 404
    assert afar.get(f"/blanks/papers/files/{roll}/").status_code == 200
    page = afar.get(f"/blanks/papers/{county.branches[0].public_id}/").content.decode()
    assert str(form) not in page
    assert str(roll) in page
    assert make.signed_in(secretary).get(f"/blanks/papers/files/{form}/").status_code == 200
