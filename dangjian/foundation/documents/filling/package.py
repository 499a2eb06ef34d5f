"""The parts of an office archive as a whole: what was not changed is written back byte for byte."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from dangjian.foundation.documents.archive import Archive
from dangjian.foundation.documents.filling import safety, trees

_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class Package:
    """An archive with some parts replaced or added."""

    def __init__(self, data: bytes, archive: Archive) -> None:
        self._data = data
        self._archive = archive
        self._changed: dict[str, bytes] = {}
        self.names = archive.names

    def open(self, name: str) -> trees.Tree:
        """Return a part as a tree."""
        return safety.opened(self._archive, name)

    def put(self, name: str, root: trees.Tree) -> None:
        """Replace or add a part."""
        self._changed[name] = trees.part(root)

    def targets(self, relations: str, folder: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part: the kind (last word of its type) and the target's name, by id."""
        return {
            relation.get("Id"): (relation.get("Type", "").rpartition("/")[2], _within(folder, relation.get("Target")))
            for relation in self.open(relations)
        }

    def relate(self, relations: str, *, like: str, target: str) -> str:
        """Add a relation of the same type as the first whose type ends with ``like``; returns its id."""
        root = self.open(relations)
        used = {relation.get("Id") for relation in root}
        kind = next(r.get("Type") for r in root if r.get("Type", "").endswith(f"/{like}"))
        identity = next(name for name in (f"rIdAdded{n}" for n in range(1, 99)) if name not in used)
        trees.child(root, f"{_RELATIONS}Relationship", Id=identity, Type=kind, Target=target)
        self.put(relations, root)
        return identity

    def declare(self, name: str, media_type: str) -> None:
        """Declare the type of an added part."""
        root = self.open("[Content_Types].xml")
        trees.child(root, f"{_TYPES}Override", PartName=f"/{name}", ContentType=media_type)
        self.put("[Content_Types].xml", root)

    def written(self) -> bytes:
        """Return the whole archive, its parts in their old order."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                if not entry.is_dir():
                    content = self._changed.pop(entry.filename, None)
                    new.writestr(entry.filename, old.read(entry) if content is None else content)
            for name, content in self._changed.items():
                new.writestr(name, content)
        return buffer.getvalue()


def _within(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
