"""Has a blank read or filled by the limited child; never opens the file itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from dangjian.foundation.documents import signatures
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.filling.layout import Form, Order
from dangjian.foundation.documents.limits import MOST_BYTES, WALL_SECONDS

_ROOT: Final = Path(__file__).resolve().parents[4]
_CHILD: Final = "dangjian.foundation.documents.filling.child"
_REFUSED: Final = 3  # The child's exit code when its message is for people.


def survey(data: bytes, name: str) -> Form:
    """Return what stands in a blank of at most 10 MB; raises Unsupported with a message in Chinese."""
    if not data:
        raise Unsupported("文件是空的，没有读到内容。请重新选择文件。")
    if len(data) > MOST_BYTES:
        raise Unsupported("文件超过 10 MB，没有读取。请删去图片和多余内容后另存，再上传。")
    if signatures.kind(data, name) != "zip":
        raise Unsupported("这不是 Excel 或 Word 表格，读不了。请另存为 .xlsx 或 .docx 再上传。")
    return Form.from_json(json.loads(_child(b"null\n" + data)))


def fill(data: bytes, order: Order) -> bytes:
    """Return the same file with what is ordered written into it; ``data`` is what `survey` read."""
    return _child(json.dumps(order.to_json()).encode() + b"\n" + data)


def _child(sent: bytes) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", _CHILD],
            input=sent,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
            env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        raise Unsupported("文件太复杂，处理超时，内容未保存。请只保留要填的表后另存，再上传。") from None
    if done.returncode == _REFUSED:
        raise Unsupported(done.stdout.decode("utf-8"))
    if done.returncode != 0:
        raise Unsupported("文件内容异常或已损坏，没有读取。请用 Word、WPS 打开后另存为新文件再试。")
    return done.stdout
