"""Decodes plain text: UTF-8, UTF-16 with a mark, GB18030."""

from __future__ import annotations

import codecs
import re

from dangjian.foundation.documents.content import Unsupported

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]")
_MOST_CONTROL = 0.005  # Share of control and private characters above which bytes are no text.
_MARKUP = re.compile(r"\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)
_BINARY = "这不是文字文件，没有读取。请上传 .docx、.xlsx、.txt 文件，或直接粘贴正文。"


def decode(data: bytes) -> str:
    """Give the text; raises Unsupported for binary content and web pages."""
    text = _decoded(data)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * max(len(text), 1):
        raise Unsupported(_BINARY)
    if _MARKUP.match(text):
        raise Unsupported("这是网页文件，没有读取。请在浏览器里打开，复制正文后粘贴。")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unsupported(_BINARY)
