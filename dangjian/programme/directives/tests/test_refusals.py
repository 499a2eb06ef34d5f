"""What cannot be read: each says what to do, keeps what was typed, and leaves nothing half-made."""

import io
import logging
import zipfile
from collections.abc import Iterator
from typing import Protocol

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from docx import Document
from psycopg import sql

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.organizations.models import Organization
from dangjian.programme.directives.models import Directive
from dangjian.programme.directives.tests.make import TEXT

pytestmark = pytest.mark.django_db
CANARY = "青鸾四十七号"
MARKED = "此文标有密级或内部标志，不得在本平台处理。内容未保存。"


@pytest.fixture
def client(officer: Account) -> Client:
    found = Client()
    found.force_login(officer)
    return found


@pytest.fixture
def typed(officer: Account, county: Organization) -> dict[str, object]:
    return {
        "once": once.mint(officer.epoch),
        "issuer": "中共清源县委组织部",
        "issued_on": "2026-11-18",
        "organization": county.pk,
        "text": "",
    }


class Answer(Protocol):
    status_code: int

    @property
    def content(self) -> bytes: ...


def send(client: Client, typed: dict[str, object], **changes: object) -> Answer:
    return client.post(reverse("directives:new"), typed | changes)


def upload(content: bytes, name: str = "文件.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def archive(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return packed.getvalue()


def marked_document() -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "机密★10年"
    document.add_paragraph(f"{CANARY}：各镇乡党委要在12月15日前报送台账。")
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def everything_stored() -> Iterator[str]:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname, tablename FROM pg_tables WHERE schemaname = 'public'")
        for schema, table in cursor.fetchall():
            name = sql.Identifier(schema, table)
            cursor.execute(sql.SQL("SELECT row_to_json(t)::text FROM {} t").format(name))
            yield from (row for (row,) in cursor.fetchall())


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": ""}, "请上传文件，或把正文粘贴在这里"),
        ({"text": "  \n　\n"}, "请上传文件，或把正文粘贴在这里"),
        ({"file": upload(b"")}, "空"),
        ({"file": upload(bytes(range(256)) * 40)}, "没有读取"),
        ({"file": upload(b"%PDF-1.7 " + b"0" * 99, "通知.pdf")}, "这是 PDF 文件"),
        ({"file": upload("要办好。".encode() * 900_000)}, "超过 10 MB"),
        ({"file": upload(b"x" * 13 * 1024 * 1024)}, "超过 10 MB"),
        ({"text": "要办好。" * 120_000}, "超过 40 万字"),
        ({"file": upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))}, "打开密码"),
        ({"file": upload(archive(word__document=b" " * 90_000_000), "方案.docx")}, "没有读取"),
        ({"text": "同志们：\n今天天气很好。"}, "没有找到像任务的句子"),
        ({"text": "各镇乡要办好\x00食堂。"}, "空字符"),
        ({"text": TEXT, "issued_on": "2026-13-45"}, "日期"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(
    client: Client, typed: dict[str, object], sent: dict[str, object], words: str
) -> None:
    response = send(client, typed, **sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "中共清源县委组织部" in page
    assert not Directive.objects.exists()


def test_a_document_with_entities_reads_no_file_of_the_machine(client: Client, typed: dict[str, object]) -> None:
    hostile = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        b"<w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    content = archive(word__document=hostile, **{"[Content_Types]": b"<Types/>"})
    response = send(client, typed, file=upload(content, "方案.docx"))
    assert response.status_code == 422
    assert "root:" not in response.content.decode()
    assert not Directive.objects.exists()


def test_text_in_the_older_chinese_encoding_is_read(client: Client, typed: dict[str, object]) -> None:
    assert send(client, typed, file=upload(TEXT.encode("gb18030"))).status_code == 302
    assert Directive.objects.get().text == TEXT


def test_a_text_without_tasks_is_kept_where_the_officer_says_so(client: Client, typed: dict[str, object]) -> None:
    assert "仍然保存" in send(client, typed, text="今天天气很好。").content.decode()
    response = send(client, typed, text="今天天气很好。", keep_anyway="on")
    assert response.status_code == 302
    assert Directive.objects.get().proposals.count() == 0


@pytest.mark.parametrize("by_file", [True, False])
def test_a_marked_text_leaves_nothing_anywhere(
    client: Client, typed: dict[str, object], caplog: pytest.LogCaptureFixture, *, by_file: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    text = f"内部资料 注意保存\n{CANARY}：各镇乡党委要在12月15日前报送台账。"
    sent = {"file": upload(marked_document(), f"{CANARY}.docx")} if by_file else {"text": text}
    response = send(client, typed, **sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert MARKED in page
    assert CANARY not in page
    assert CANARY not in caplog.text
    assert not [row for row in everything_stored() if CANARY in row]
    assert not Directive.objects.exists()


def test_the_search_for_the_canary_would_find_it(client: Client, typed: dict[str, object]) -> None:
    send(client, typed, text=f"{TEXT}{CANARY}")
    assert [row for row in everything_stored() if CANARY in row]
