"""The paper of a task: printed by whoever it was handed to, closed to others."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from dangjian.programme.tasks.tests.make import make_assignment, make_scene
from dangjian.programme.tasks.tests.views.visitors import Visitor

pytestmark = pytest.mark.django_db
_PRINTED = (
    "上湾村党支部", "村党组织书记逐村分析", "2026年12月15日", "授权", "中共清源县委员会",
    "《2026年度基层党建重点任务清单》",
    "□达到序时进度", "进展情况", "填写人签名", "党组织书记签名", "照片、附件都不用交",
)  # fmt: skip


def test_a_branch_prints_the_paper_of_its_task_and_a_stranger_does_not() -> None:
    scene = make_scene()
    assignment = make_assignment(scene, deliverable="排查台账")
    page, file = (reverse(f"tasks:{name}", args=[assignment.public_id]) for name in ("paper", "paper-file"))
    secretary, stranger = Visitor(scene.secretary), Visitor(scene.stranger)
    assert "打印手写表" in secretary.see(reverse("tasks:assignment", args=[assignment.public_id]))
    shown = secretary.see(page)
    answer = secretary.client.get(file)
    written = "\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs)
    for words in (*_PRINTED, "排查台账"):
        assert words in shown
        assert words in written
    assert written.count("＿" * 22) >= 3
    assert ".docx" in answer.headers["Content-Disposition"]
    assert (stranger.status(page), stranger.status(file)) == (404, 404)
