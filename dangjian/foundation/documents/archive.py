"""Opens an office archive without trusting what it says of itself."""

from __future__ import annotations

import io
import zipfile

from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.limits import MOST_INFLATED, MOST_PARTS

_CHUNK = 256 * 1024
_TOO_BIG = "文件解开后过大，没有读取。请删去多余内容后另存，或直接粘贴正文。"


class Archive:
    """Parts of a zip by name; the bytes inflated are counted as they come, whatever the headers claim."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError):
            raise Unsupported("文件已损坏，打不开。请用 Word、WPS 打开后另存为新文件再试，或直接粘贴正文。") from None
        self._left = MOST_INFLATED
        self.names = frozenset(self._zip.namelist())
        if len(self._zip.infolist()) > MOST_PARTS:
            raise Unsupported(_TOO_BIG)
        if any(entry.flag_bits & 1 for entry in self._zip.infolist()):
            raise Unsupported("文件设有打开密码，没有读取。请去掉密码后另存，再上传；或直接粘贴正文。")

    def part(self, name: str) -> bytes:
        """Inflate one part; raises Unsupported when the file as a whole grows too big."""
        pieces = []
        with self._zip.open(name) as stream:
            while piece := stream.read(_CHUNK):
                self._left -= len(piece)
                if self._left < 0:
                    raise Unsupported(_TOO_BIG)
                pieces.append(piece)
        return b"".join(pieces)

    def check_xml(self) -> None:
        """Inflate every text part once, to refuse a bomb before any parser sees it."""
        left = self._left
        for name in sorted(self.names):
            if name.endswith((".xml", ".rels", ".vml")):
                self.part(name)
        self._left = left
