"""Tells a file's kind by its first bytes, and says what to do with kinds that are not read."""

from __future__ import annotations

from dangjian.foundation.documents.content import Unsupported

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx（表格另存为 .xlsx）再上传，或直接粘贴正文。"
_OTHERS = (
    (b"%PDF", "这是 PDF 文件，读不了。请在 PDF 里复制文字后粘贴；扫描件请先转成文字。"),
    (b"{\\rtf", f"这是 RTF 文件，读不了。{_SAVE_AS}"),
    (b"\x89PNG", "这是图片，读不了。请先转成文字，再粘贴正文。"),
    (b"\xff\xd8\xff", "这是图片，读不了。请先转成文字，再粘贴正文。"),
    (b"Rar!", "这是压缩包，读不了。请解压后上传里面的 .docx、.xlsx 或 .txt 文件。"),
    (b"7z\xbc\xaf", "这是压缩包，读不了。请解压后上传里面的 .docx、.xlsx 或 .txt 文件。"),
)


def kind(data: bytes, name: str) -> str:
    """Give docx-like `zip` or `txt`; raises Unsupported for every other kind."""
    if data.startswith(_OLE):
        raise Unsupported(_ole(data, name))
    for mark, message in _OTHERS:
        if data.startswith(mark):
            raise Unsupported(message)
    return "zip" if data.startswith(b"PK\x03\x04") else "txt"


def _ole(data: bytes, name: str) -> str:
    if _LOCKED in data:
        return "文件设有打开密码，没有读取。请去掉密码后另存，再上传；或直接粘贴正文。"
    suffix = name.rpartition(".")[2].lower()
    known = f".{suffix} " if suffix in {"doc", "wps", "xls", "et", "ppt", "dps"} else "旧版 Office "
    return f"这是{known}文件，读不了。{_SAVE_AS}".replace("这是.", "这是 .")
