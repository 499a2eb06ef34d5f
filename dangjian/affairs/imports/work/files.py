"""The sealed files of an import: the upload, what will be written, the rows to hand back, what undo needs."""

import json
import zlib
from datetime import date, timedelta
from typing import Any, Final

from dangjian.access import files
from dangjian.access.models import StoredFile
from dangjian.access.privacy import Privacy
from dangjian.affairs.imports.models import Import

KEPT: Final = timedelta(days=30)
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES: Final = "application/x-ndjson"


def keep(source: Import, data: bytes, name: str, media_type: str, on: date) -> StoredFile:
    """Seal and store a file of an import for 30 days."""
    body = source.organization
    return files.store(
        data,
        owner=f"imports.Import:{source.public_id}",
        name=name,
        media_type=media_type,
        county_id=body.county_id,
        organization_id=body.pk,
        org_path=body.path,
        privacy=Privacy.SENSITIVE,
        expires_on=on + KEPT,
    )


def keep_json(source: Import, value: object, name: str, on: date) -> StoredFile:
    """Seal and store what only the platform reads, packed: sealing costs by the byte."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return keep(source, zlib.compress(text.encode(), 1), name, LINES, on)


def read_json(file: StoredFile) -> Any:  # noqa: ANN401  # what keep_json was given
    """Return what ``keep_json`` was given."""
    return json.loads(zlib.decompress(files.read(file)))
