"""The definitions that come with the platform, and those of an extra folder of practices: read-only, copied to be used.

``DANGJIAN_PRACTICES`` names the extra folder (``site/settings.py``); a new practice is one TOML file in it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from dangjian.affairs.registers.rules.definitions import Definition, problems, read_definition
from dangjian.affairs.registers.rules.fields import DefinitionError
from dangjian.rulebook.entry import Confidence, Instrument
from dangjian.rulebook.reading import read_instrument

_OWN: Final = "dangjian.affairs.registers.shipped"
_folders: Final[list[Traversable]] = []


@dataclass(frozen=True, slots=True)
class Shipped:
    """A definition and the text that it comes from."""

    definition: Definition
    instrument: Instrument

    @property
    def key(self) -> str:
        """Return its id."""
        return self.definition.key

    @property
    def mark(self) -> str:
        """Return id and version as a copy names them: ``village_cadres@1``."""
        return f"{self.definition.key}@{self.definition.version}"

    @property
    def source_words(self) -> str:
        """Return what it rests on, with （待核实） where that was not read."""
        if self.definition.is_local:
            return "地方自定：出处没有写明内容，请按本地规定加栏目"
        mark = "" if self.instrument.confidence is Confidence.CHECKED else "（待核实）"
        return f"{self.instrument.title}{mark}"


def register_folder(package: str) -> None:
    """Offer the definitions of a package's folder of TOML files; called at start-up by capabilities above."""
    folder = files(package)
    if folder not in _folders:
        _folders.append(folder)
        shipped.cache_clear()


@cache
def shipped() -> Mapping[str, Shipped]:
    """Return the definitions by id, the latest version of each, in the order of files; raises ``DefinitionError``."""
    found: dict[str, Shipped] = {}
    for one in _read_all():
        known = found.get(one.key)
        if known is not None and known.definition.version == one.definition.version:
            raise DefinitionError(f"台账“{one.key}”第 {one.definition.version} 版有两份")
        if known is None or known.definition.version < one.definition.version:
            found[one.key] = one
    return found


def _read_all() -> Iterator[Shipped]:
    extra = [Path(settings.PRACTICES)] if settings.PRACTICES else []
    for folder in (files(_OWN), *_folders, *extra):
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            if file.name.endswith(".toml"):
                yield from _read(file)


def _read(file: Traversable) -> Iterator[Shipped]:
    content: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    entries = content.get("register", [])
    if not entries:
        return
    try:
        instrument = read_instrument(dict(content["instrument"]))
        yield from (Shipped(_checked(read_definition(entry)), instrument) for entry in entries)
    except (KeyError, ValueError, DefinitionError) as wrong:
        raise DefinitionError(f"{file.name}：{wrong}") from wrong


def _checked(definition: Definition) -> Definition:
    """An empty template is left to the county; all others are whole."""
    found = [] if definition.is_local else problems(definition)
    if found or not definition.key:
        raise DefinitionError("；".join(found) or "没有 id")
    return definition
