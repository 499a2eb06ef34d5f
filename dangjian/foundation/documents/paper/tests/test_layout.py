"""What the standard measures, measured in the PDF that LibreOffice makes."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pdfplumber
import pytest

from dangjian.foundation.documents import paper
from dangjian.foundation.documents.paper.tests.office import pdf

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
MM = 25.4 / 72
RUNNING = "各村党组织逐户走访了解情况并把需要上级协调解决的事项列成清单逐项销号" * 80


def _lines(page: Any) -> list[list[dict[str, Any]]]:  # noqa: ANN401  # pdfplumber publishes no types
    rows: dict[int, list[dict[str, Any]]] = {}
    for character in page.chars:
        rows.setdefault(round(character["top"]), []).append(character)
    return [rows[top] for top in sorted(rows)]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[list[dict[str, Any]]]]:
    """Three full pages of running text, as lines of characters."""
    document = paper.sheet()
    document.add_paragraph(RUNNING)
    content = paper.packed(document, title="试排", author="试排", at=AT)
    with pdfplumber.open(pdf(content, tmp_path_factory.mktemp("layout"))) as opened:
        return [_lines(page) for page in opened.pages]


def test_a_full_page_has_22_lines_of_28_characters(pages: list[list[list[dict[str, Any]]]]) -> None:
    for page in pages[:3]:
        *text, _number = page
        assert [len(line) for line in text] == [28] * 22


def test_the_text_area_is_156_by_225_at_37_and_28(pages: list[list[list[dict[str, Any]]]]) -> None:
    *text, _number = pages[0]
    left, right = text[0][0]["x0"] * MM, text[0][-1]["x1"] * MM
    assert left == pytest.approx(28, abs=0.3)
    assert right == pytest.approx(28 + 156, abs=0.7)
    assert text[0][0]["top"] * MM >= 37
    assert text[-1][0]["bottom"] * MM <= 37 + 225


def test_page_numbers_stand_outside_one_character_in(pages: list[list[list[dict[str, Any]]]]) -> None:
    first, second = pages[0][-1], pages[1][-1]
    assert "".join(c["text"] for c in first) == "— 1 —"
    assert "".join(c["text"] for c in second) == "— 2 —"
    one = 14 * MM
    assert first[-1]["x1"] * MM == pytest.approx(184 - one, abs=0.5)
    assert second[0]["x0"] * MM == pytest.approx(28 + one, abs=0.5)
    assert first[0]["top"] * MM > 37 + 225 + 5


def _paper(at: datetime = AT) -> bytes:
    document = paper.sheet()
    paper.letterhead(document, sign="中共某县委组织部文件", number="某组通〔2026〕　号", is_red=True)
    paper.title(document, "关于《2026年度基层党建重点任务清单》进展情况的通报")
    paper.addressees(document, "各镇乡党委，县直各党（工）委")
    paper.paragraphs(document, "现将情况通报如下。\n一、总体进展\n（一）已销号的。城关镇等。\n1. 其余按期推进。")
    paper.annex_note(document, "各单位进展情况一览表", "各项任务进展情况一览表")
    paper.signature(document, "中共某县委组织部", "2026年11月21日")
    table = paper.Table(("单位", "应完成"), [("城关镇党委", "12")], (120, 36))
    paper.annex(document, mark="附件1", title="各单位进展情况一览表", table=table, note="截至2026年11月20日")
    paper.imprint(document, copies=["抄送：某县委办公室"], printed_by="中共某县委组织部", day="2026年11月21日")
    return paper.packed(document, title="通报", author="中共某县委组织部", at=at)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert _paper() == _paper()
    with ZipFile(BytesIO(_paper())) as archive:  # The clock of the machine is nowhere in it.
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert _paper() != _paper(datetime(2026, 11, 21, tzinfo=UTC))


def test_a_whole_paper_stands_where_the_standard_says(tmp_path: Path) -> None:
    with pdfplumber.open(pdf(_paper(), tmp_path)) as opened:
        first = [line for page in opened.pages for line in _lines(page)]
        annex = opened.pages[-1].extract_text()
    texts = ["".join(c["text"] for c in line) for line in first]
    sign = first[texts.index("中共某县委组织部文件")]
    assert sign[0]["non_stroking_color"] == pytest.approx((0.753, 0, 0), abs=0.01)
    assert sign[0]["top"] * MM >= 37 + 35 - 1
    title = next(line for text, line in zip(texts, first, strict=True) if text.startswith("关于"))
    assert title[0]["size"] == pytest.approx(22)
    assert (title[0]["x0"] + title[-1]["x1"]) / 2 * MM == pytest.approx(28 + 78, abs=1.5)
    assert first[texts.index("各镇乡党委，县直各党（工）委：")][0]["x0"] * MM == pytest.approx(28, abs=0.5)
    opening = first[texts.index("现将情况通报如下。")]
    assert opening[0]["x0"] * MM == pytest.approx(28 + 2 * 156 / 28, abs=0.5)
    day = first[texts.index("2026年11月21日")]
    assert day[-1]["x1"] * MM == pytest.approx(184 - 4 * 156 / 28, abs=0.7)
    assert annex.splitlines()[0].replace(" ", "") == "附件1"
    assert "抄送：某县委办公室" in annex


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("一、总体进展", "黑体"),
        ("（一）已销号的。城关镇等。", "楷体_GB2312"),
        ("1. 其余按期推进。", "仿宋_GB2312"),
    ],
)
def test_levels_have_their_faces(text: str, face: str) -> None:
    document = paper.sheet()
    paper.paragraphs(document, text)
    run = document.paragraphs[-1].runs[0]
    assert f'w:eastAsia="{face}"' in run._r.xml  # noqa: SLF001  # the face is nowhere else
