"""T28: whatever comes in, the child ends in time and memory, and the answer is rows or words for people."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.imports.models import Finding, Stage
from dangjian.affairs.imports.reading import rosters
from dangjian.affairs.imports.reading.limits import CPU_SECONDS, WALL_SECONDS
from dangjian.affairs.imports.tests import make
from dangjian.affairs.imports.tests.hostile.families import FAMILIES
from dangjian.affairs.imports.tests.hostile.parts import cell, relations, sheet, whole, workbook, zipped
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.foundation.documents.content import Unsupported

VARIANTS = 40 if os.environ.get("TRUST") == "full" else 10
MOST = 512 * 2**20  # Bytes: of address space, so of memory too.
UNLIMITED = "import io,sys; from python_calamine import CalamineWorkbook as W; W.from_filelike(io.BytesIO(sys.stdin.buffer.read())).get_sheet_by_index(0)"  # noqa: E501  # one program
# Where a place can be named, it is.
NAMED = {
    "far cell": "XFD",
    "far row": "第 10485",
    "column beyond CZ": "单元格",
    "too many columns": "第 1 行",
    "words without end": "第 2 行 A 列",
}


def outcome(data: bytes) -> tuple[int, str, float]:
    """Return rows read, the refusal, and seconds."""
    begun, count = time.monotonic(), 0
    try:
        for item in rosters.read(data):
            if isinstance(item, rosters.Block):
                count += len(item.rows)
    except Unsupported as refusal:
        return count, str(refusal), time.monotonic() - begun
    return count, "", time.monotonic() - begun


@pytest.mark.trust
@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_a_hostile_file_is_read_or_refused_in_words(family: str) -> None:
    files = [FAMILIES[family](variant) for variant in range(VARIANTS)]
    with ThreadPoolExecutor(2) as pool:
        for _, refusal, spent in pool.map(outcome, files):
            assert spent <= WALL_SECONDS + 2
            if refusal:
                assert "没有" in refusal
                assert refusal.endswith("。")
                assert NAMED.get(family, "") in refusal


def test_the_child_has_512_megabytes_and_no_file_to_write() -> None:
    program = (
        "import resource as r; from dangjian.affairs.imports.reading.child import limit; limit();"
        "print(r.getrlimit(r.RLIMIT_AS)[1], r.getrlimit(r.RLIMIT_CPU)[1], r.getrlimit(r.RLIMIT_FSIZE)[1])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    memory, seconds, written = map(int, done.stdout.split())
    assert memory <= MOST
    assert seconds <= CPU_SECONDS <= 20
    assert written == 0


def test_there_are_enough_of_them() -> None:
    assert len(FAMILIES) >= 50
    assert len(FAMILIES) * VARIANTS >= 500


def test_the_control_without_limits_the_reader_dies() -> None:
    data = FAMILIES["far cell first"](0)
    done = subprocess.run([sys.executable, "-c", UNLIMITED], input=data, capture_output=True, check=False)
    assert done.returncode < 0


@pytest.mark.django_db
def test_a_file_that_breaks_halfway_leaves_nothing(
    organizer: Account, township: Organization, branch: Organization
) -> None:
    by: Actor = actor_of(organizer)
    heads = "".join(cell(f"{'ABCD'[i]}1", h) for i, h in enumerate(("姓名", "所在党支部", "公民身份证号", "人员类别")))
    good = f'<row r="1">{heads}</row><row r="2">{cell("A2", "李建国")}{cell("B2", branch.name)}</row>'
    bad = f'<row r="1">{cell("A1048576", "x")}{cell("A1", "y")}</row>'
    data = zipped(
        whole({"xl/workbook.xml": workbook(("甲", "乙")), "xl/_rels/workbook.xml.rels": relations(2)})
        | {"xl/worksheets/sheet1.xml": sheet(good), "xl/worksheets/sheet2.xml": sheet(bad)}
    )
    source = make.bring(by, township, data)
    assert source.stage == Stage.REFUSED
    assert not Finding.objects.exists()
    assert (source.upload, source.prepared) == (None, None)
