"""What goes wrong is said in Chinese on the page; what was typed stays; nothing is half-made; no page breaks."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.limits import MOST_BYTES
from dangjian.foundation.documents.tests.test_extraction import BOMB, OLE, XXE, zipped
from dangjian.foundation.time import today
from dangjian.programme.directives.models import Directive
from dangjian.programme.tasks.models import Assignment, Step, Task, TaskList, TaskState
from tests.journeys.county import People
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]

ISSUER = "中共清源县委组织部"
GBK = "各镇乡党委要在年底前对村级活动场所逐个检查，建立问题台账。"
FILES = [
    ("空文件", "空.txt", b"", "空"),
    ("二进制", "数据.txt", bytes(range(256)) * 40, "不是文字文件"),
    ("过大", "大.txt", b"a" * (MOST_BYTES + 1), "10 MB"),
    ("有密码", "密.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    ("解压炸弹", "弹.docx", zipped({"word/document.xml": BOMB}), "过大"),
    ("外部实体", "体.docx", zipped({"word/document.xml": XXE}), "外部引用或自定义实体"),
]


def offer(page: Page, name: str, content: bytes) -> None:
    """Upload a file as the issuer's, and send."""
    page.goto("/directives/new/")
    page.get_by_label("发文机关").fill(ISSUER)
    page.get_by_label("上传文件").set_input_files(
        FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    )
    page.get_by_role("button", name="读文件").click()


def refused(page: Page, says: str) -> None:
    expect(page.get_by_text(says).first).to_be_visible()
    expect(page.get_by_label("发文机关")).to_have_value(ISSUER)


def test_texts_that_cannot_be_read(people: People) -> None:
    page = people.enter("zhoumingyuan")
    before = Directive.objects.count()
    page.goto("/directives/new/")
    page.get_by_label("发文机关").fill(ISSUER)
    page.get_by_role("button", name="读文件").click()
    refused(page, "请上传文件，或把正文粘贴在这里")
    for _, name, content, says in FILES:
        offer(page, name, content)
        refused(page, says)
    picture(page, "bad-1-refused")
    page.goto("/directives/new/")
    page.get_by_label("发文机关").fill(ISSUER)
    page.get_by_label("或粘贴正文").fill("今天天气晴，适合出门走走。")
    page.get_by_role("button", name="读文件").click()
    refused(page, "没有找到像任务的句子")
    expect(page.get_by_label("或粘贴正文")).to_have_value("今天天气晴，适合出门走走。")
    assert Directive.objects.count() == before
    offer(page, "国标.txt", GBK.encode("gbk"))
    expect(page.get_by_text("读完了，找到 1 项")).to_be_visible()
    assert Directive.objects.latest("read_at").text.strip() == GBK
    assert people.wrong == []


def draft(page: Page) -> TaskList:
    """Open a draft of the demo county's list that can be changed."""
    task_list = TaskList.objects.filter(tasks__state=TaskState.DRAFT).first()
    assert task_list
    page.goto(f"/lists/{task_list.public_id}/issue/")
    return task_list


def test_a_day_gone_by_and_a_target_of_nobody(people: People) -> None:
    page = people.enter("zhoumingyuan")
    before = Assignment.objects.count()
    task_list = draft(page)
    page.get_by_label("点名单位").fill("没有这个党支部")
    page.get_by_role("button", name="看影响").click()
    expect(page.get_by_text("没有找到：没有这个党支部").first).to_be_visible()
    expect(page.get_by_label("点名单位")).to_have_value("没有这个党支部")
    page.get_by_label("点名单位").fill("")
    page.locator("label.chip", has_text="镇乡").first.click()
    page.locator("label.chip", has_text="联合党支部").click()
    page.get_by_role("button", name="看影响").click()
    expect(page.get_by_text("没有一个单位")).to_be_visible()
    expect(page.get_by_role("button", name="下达")).to_have_count(0)
    picture(page, "bad-2-nobody")
    page.goto(f"/lists/{task_list.public_id}/tasks/new/")
    page.get_by_label("重点任务").fill("补报上月台账")
    page.get_by_label("哪一天").fill((today() - timedelta(days=3)).isoformat())
    page.get_by_role("button", name="存为草稿").click()
    gone_by = page.get_by_text("早于今天").or_(page.get_by_text("时限已过"))
    expect(page.get_by_text("已添草稿").or_(gone_by).first).to_be_visible()
    if page.get_by_text("已添草稿").is_visible():
        page.goto(f"/lists/{task_list.public_id}/issue/")
        page.get_by_label("点名单位").fill("石桥镇党委")
        page.get_by_role("button", name="看影响").click()
        page.get_by_role("button", name="下达").last.click()
    else:
        expect(page.get_by_label("重点任务")).to_have_value("补报上月台账")
    expect(gone_by.first).to_be_visible()
    picture(page, "bad-3-gone-by")
    assert Assignment.objects.count() == before
    assert Task.objects.filter(task_list=task_list, title="补报上月台账").exclude(state=TaskState.DRAFT).count() == 0
    assert people.wrong == []


def test_a_body_that_closed_meanwhile(people: People) -> None:
    village = Organization.objects.get(short_name="上湾村党支部")
    secretary = people.enter("chenshoutian")
    secretary.goto("/assignments/")
    secretary.locator("main a[data-open]").first.click()
    words = "已办，刚写到一半"
    secretary.get_by_label("进展情况").fill(words)
    steps = Step.objects.count()
    village.closed_on = today()
    village.save(update_fields=["closed_on"])
    secretary.get_by_role("button", name="报进展").click()
    expect(secretary.get_by_role("heading", level=1)).to_be_visible()
    picture(secretary, "bad-4-closed")
    expect(secretary.get_by_text("没有作任何改动")).to_be_visible()
    expect(secretary.get_by_label("您刚才填的内容")).to_have_value(re.compile(words))
    organizer = people.enter("luowenbin")
    organizer.goto("/assignments/")
    organizer.locator("main a[data-open]").first.click()
    organizer.get_by_role("link", name="分解下达").click()
    organizer.get_by_label("点名单位").fill("上湾村党支部")
    organizer.get_by_label("具体措施").fill("照本地情况办")
    organizer.get_by_role("button", name="分解下达").click()
    picture(organizer, "bad-5-closed-below")
    expect(organizer.get_by_text("撤销").or_(organizer.get_by_text("没有一个单位")).first).to_be_visible()
    expect(organizer.get_by_label("具体措施")).to_have_value("照本地情况办")
    assert Step.objects.count() == steps
    assert people.wrong == []
