"""Whom a name in a blank means: bodies as superiors write them, 石桥镇 for 中共石桥镇委员会."""

import re
import unicodedata
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Final, TypeVar

Key = TypeVar("Key", bound=Hashable)
_ENDS: Final = (
    "总支部委员会",
    "支部委员会",
    "工作委员会",
    "党总支部",
    "党工委",
    "委员会",
    "党总支",
    "党支部",
    "党委",
    "总支",
    "支部",
    "工委",
)
_PLACES: Final = ("街道", "社区", "镇", "乡", "村")


def plain(name: str) -> str:
    """Return a name without blanks, in half width, without a number of order."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))
    return re.sub(r"^(?:\(?\d{1,3}\)?[.、]?)", "", text)


def core(name: str, county: str = "") -> str:
    """Return what is left of a body's name: 中共清源县石桥镇委员会 → 石桥镇."""
    text = plain(name)
    for start in ("中国共产党", "中共"):
        text = text.removeprefix(start)
    for end in _ENDS:
        if text.endswith(end) and len(text) > len(end):
            text = text.removesuffix(end)
            break
    return text.removeprefix(county) or text if county else text


class Names:
    """The names of bodies, to be asked for whom a typed one means; ``rank`` says which are alike (level and kind)."""

    def __init__(self, names: Mapping[int, Sequence[str]], ranks: Mapping[int, str], county: str = "") -> None:
        self._ranks = ranks
        self._county = county
        self._tiers: list[dict[str, list[int]]] = [{}, {}, {}]
        for key, written in names.items():
            for name in dict.fromkeys(written):
                self._add(0, plain(name), key)
                self._add(1, core(name, county), key)
                self._add(2, _short(core(name, county)), key)

    def _add(self, tier: int, name: str, key: int) -> None:
        keys = self._tiers[tier].setdefault(name, [])
        if name and key not in keys:
            keys.append(key)

    def candidates(self, typed: str) -> list[int]:
        """Return the bodies that a typed name may mean, by the closest way of writing."""
        for tier, said in enumerate((plain(typed), core(typed, self._county), _short(core(typed, self._county)))):
            found = self._tiers[tier].get(said, []) if said else []
            if found:
                return found
        return []

    def settle(self, typed: Sequence[str]) -> list[int | None]:
        """Return whom each of a column's names means; what is doubtful goes with those that are not."""
        found = [self.candidates(name) if name.strip() else [] for name in typed]
        sure = [self._ranks[keys[0]] for keys in found if len(keys) == 1]
        usual = max(set(sure), key=sure.count) if sure else self._commonest(found)
        return [self._one(keys, usual) for keys in found]

    def _commonest(self, found: Sequence[Collection[int]]) -> str:
        ranks = [self._ranks[key] for keys in found for key in keys]
        return max(dict.fromkeys(ranks), key=ranks.count) if ranks else ""

    def _one(self, keys: Sequence[int], usual: str) -> int | None:
        if len(keys) > 1:
            keys = [key for key in keys if self._ranks[key] == usual]
        return keys[0] if len(keys) == 1 else None


def _short(name: str) -> str:
    for end in _PLACES:
        if name.endswith(end) and len(name) > len(end) + 1:
            return name.removesuffix(end)
    return name
