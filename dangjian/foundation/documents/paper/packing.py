"""Packing: the same paper gives the same bytes, whenever it is asked for."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Sheet

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # The first day a zip archive can name.


def packed(document: Sheet, *, title: str, author: str, at: datetime) -> bytes:
    """Return the .docx; its properties say ``at`` (an aware moment), its archive no time at all."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], author[:255], author[:255]
    properties.comments, properties.keywords, properties.revision = "", "", 1
    properties.created = properties.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    written = BytesIO()
    document.save(written)
    result = BytesIO()
    with ZipFile(written) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return result.getvalue()
