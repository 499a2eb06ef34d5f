"""XML in and out without loss: prefixes and order stay, no entity is resolved, nothing is fetched.

The standard library's parser renames prefixes, and a Word file whose `mc:Ignorable` names one that is gone is broken.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

from dangjian.foundation.documents.content import Unsupported

Tree = Any  # lxml has no types.
_DOCTYPE: Final = b"<!DOCTYPE"
_HEAD: Final = 4096
_UNWRITABLE: Final = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNSAFE: Final = "文件里有外部引用或自定义实体，可能不安全，没有读取。请另存为新文件再试。"


def tree(part: bytes) -> Tree:
    """Return the root of a part; raises Unsupported where it declares a document type."""
    if _DOCTYPE in part[:_HEAD]:
        raise Unsupported(_UNSAFE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as problem:
        raise ValueError("not well-formed") from problem
    if root.getroottree().docinfo.doctype:
        raise Unsupported(_UNSAFE)
    return root


def part(root: Tree) -> bytes:
    """Return a part as bytes, its declaration as office programs write it."""
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True))


def child(parent: Tree, tag: str, **attributes: str) -> Tree:
    """Append an element."""
    return etree.SubElement(parent, tag, **attributes)


def element(tag: str, **attributes: str) -> Tree:
    """Make an element that stands nowhere yet."""
    return etree.Element(tag, **attributes)


def plain(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _UNWRITABLE.sub("", text)
