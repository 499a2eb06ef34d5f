"""The paper of a bulletin: the same bytes again, and in LibreOffice what the field files."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pdfplumber
import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.decisions.bulletins import services
from dangjian.decisions.bulletins.models import Bulletin, BulletinKind
from dangjian.decisions.bulletins.papers import paper
from dangjian.decisions.bulletins.services import Wording
from dangjian.decisions.bulletins.tests import make
from dangjian.foundation.documents.paper.tests.office import pdf
from dangjian.programme.tasks.models import Assignment, Standing

pytestmark = pytest.mark.django_db


def _bulletin(kind: BulletinKind) -> Bulletin:
    place = make.make_place()
    account = posts.make_holder(place.county, Role.COUNTY_OFFICER, "周明远", "县委组织部")
    by = posts.actor_of(account).narrowed(Permission.BULLETIN_EDIT)
    task_list = make.make_list(place.county)
    task = make.make_task(task_list, 1, date(2026, 11, 1))
    for body in Organization.objects.filter(pk__in=place.units).in_order():
        make.tell(task, body, make.chance(body.order_no))
    made = services.draft(task_list=task_list, kind=kind, as_of=make.TODAY, on=make.TODAY, by=by)
    said = made.words | {"issue": "12", "reported_to": "市委组织部", "sent_to": "县委常委"}
    kept = made.addressees
    return services.edit_words(bulletin=made, wording=Wording(made.title, kept, made.number, said), by=by)


def _texts(content: bytes) -> Iterator[str]:
    for paragraph in docx.Document(BytesIO(content)).paragraphs:
        yield paragraph.text


@pytest.mark.parametrize("kind", list(BulletinKind))
def test_the_same_bulletin_gives_the_same_bytes_whatever_happened_since(kind: BulletinKind) -> None:
    bulletin = _bulletin(kind)
    first = paper(bulletin)
    Assignment.objects.update(state=Standing.WITHDRAWN)
    again = Bulletin.objects.select_related("organization").get(pk=bulletin.pk)
    assert paper(again) == first
    assert paper(again, is_red=True) != first


def test_a_notice_has_no_red_head_unless_asked() -> None:
    bulletin = _bulletin(BulletinKind.NOTICE)
    plain, red = list(_texts(paper(bulletin))), list(_texts(paper(bulletin, is_red=True)))
    assert "中共清源县委组织部文件" in red
    assert "中共清源县委组织部文件" not in plain
    assert "清组通〔2026〕　号" in plain
    assert "各镇乡党委，县直各党（工）委：" in plain


def test_the_annex_names_the_units_in_county_order_with_their_frozen_figures() -> None:
    bulletin = _bulletin(BulletinKind.NOTICE)
    by_unit, by_task, _imprint = docx.Document(BytesIO(paper(bulletin))).tables
    heads = [cell.text for cell in by_unit.rows[0].cells]
    assert heads == ["单位", "应完成", "已销号", "待验收销号", "按期提交", "已到期未办结", "退回过"]
    names = [row.cells[0].text for row in by_unit.rows[1:]]
    assert names == [unit["name"] for unit in bulletin.figures["units"]] + ["合计"]
    assert by_unit.rows[-1].cells[1].text == str(bulletin.figures["total"]["issued"])
    assert [row.cells[0].text for row in by_task.rows[1:]] == ["第1项任务"]


def test_libreoffice_opens_a_notice_and_a_briefing(tmp_path: Path) -> None:
    for kind, found in (
        (BulletinKind.NOTICE, ("关于《2026年度基层党建重点任务清单》", "进展情况的通报", "附件1", "合计")),
        (BulletinKind.BRIEFING, ("党建工作简报", "第12期", "编者按", "报：市委组织部", "送：县委常委", "合计")),
    ):
        folder = tmp_path / kind
        folder.mkdir()
        with pdfplumber.open(pdf(paper(_bulletin(kind), is_red=True), folder)) as opened:
            text = "".join(page.extract_text() for page in opened.pages).replace(" ", "").replace("\n", "")
        for words in found:
            assert words in text
