"""Reads .txt, .docx and .xlsx safely: the kind is told by the content, office files only by a limited child."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from dangjian.foundation.documents import plaintext, signatures
from dangjian.foundation.documents.content import Content, Unsupported
from dangjian.foundation.documents.limits import MOST_BYTES, WALL_SECONDS

_ROOT = Path(__file__).resolve().parents[3]
_CHILD = "dangjian.foundation.documents.child"
_REFUSED = 3  # The child's exit code when its message is for people.


def extract(data: bytes, name: str) -> Content:
    """Give text and tables of a file of at most 10 MB.

    Raises Unsupported with a message in Chinese; nothing of the content stands in it.
    """
    if not data:
        raise Unsupported("文件是空的，没有读到内容。请重新选择文件，或直接粘贴正文。")
    if len(data) > MOST_BYTES:
        raise Unsupported("文件超过 10 MB，没有读取。请删去图片后另存，或只粘贴正文。")
    kind = signatures.kind(data, name)
    if kind == "txt":
        return Content(plaintext.decode(data))
    return _in_child(kind, data)


def _in_child(kind: str, data: bytes) -> Content:
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", _CHILD, kind],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
            env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        raise Unsupported("文件太复杂，读取超时，没有保存。请另存为 .docx 后重试，或直接粘贴正文。") from None
    if done.returncode == _REFUSED:
        raise Unsupported(done.stdout.decode("utf-8"))
    if done.returncode != 0:
        raise Unsupported("文件内容异常或已损坏，没有读取。请用 Word、WPS 打开后另存为新文件再试，或直接粘贴正文。")
    return Content.from_json(json.loads(done.stdout))
