"""Finds the body that a cell names, among those below the body of the import; never makes one."""

import difflib
import re
import unicodedata
from datetime import date
from typing import Final

from dangjian.access import paths
from dangjian.affairs.imports.kinds.rows import quoted
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.rules import Unreadable

_SHORTER: Final = (
    ("中国共产党", ""),
    ("中共", ""),
    ("党支部委员会", "支部"),
    ("支部委员会", "支部"),
    ("党总支部委员会", "总支"),
    ("总支部委员会", "总支"),
    ("党总支部", "总支"),
    ("党总支", "总支"),
    ("党支部", "支部"),
)
_NEAR: Final = 3


def plain(name: str) -> str:
    """Return a body's name without what people write or leave out as they like."""
    words = re.sub(r"[\s()（）《》“”\"'·.,，。、-]", "", unicodedata.normalize("NFKC", name))
    for long, short in _SHORTER:
        words = words.replace(long, short)
    return words


class Bodies:
    """The open bodies at or below one, by every name they go by."""

    def __init__(self, top: Organization, on: date, *, branches_only: bool) -> None:
        rows = Organization.objects.at_or_below(top).open_on(on).in_order()
        self.all = [body for body in rows if body.is_branch or not branches_only]
        self._prefixes = self._above(top)
        self._by_name: dict[str, list[Organization]] = {}
        for body in self.all:
            for name in {plain(body.name), plain(body.short_name)}:
                self._by_name.setdefault(name, []).append(body)
        self._known: dict[str, Organization | Unreadable] = {}

    def find(self, words: str) -> Organization:
        """Return the body; raises ``Unreadable`` with near names where there is none, or more than one."""
        if words not in self._known:
            self._known[words] = self._find(words)
        found = self._known[words]
        if isinstance(found, Unreadable):
            raise found
        return found

    def get(self, words: str) -> Organization | None:
        """Return the body, None where ``find`` says why there is none."""
        try:
            return self.find(words)
        except Unreadable:
            return None

    def add(self, body: Organization) -> None:
        """Know a body that the roster itself brings."""
        for name in {plain(body.name), plain(body.short_name)}:
            self._by_name.setdefault(name, []).append(body)
        self._known.clear()

    def _find(self, words: str) -> Organization | Unreadable:
        name = plain(words)
        found = self._by_name.get(name) or next(
            (self._by_name[rest] for prefix in self._prefixes if (rest := name.removeprefix(prefix)) in self._by_name),
            [],
        )
        if len(found) == 1:
            return found[0]
        if found:
            return Unreadable(f"范围内有 {len(found)} 个“{quoted(words)}”，分不清是哪一个，请写全称。")
        near = difflib.get_close_matches(name, self._by_name, n=_NEAR, cutoff=0.6) if name else []
        names = "、".join(dict.fromkeys(self._by_name[each][0].name for each in near))
        hint = f"相近的有：{names}。" if names else "请核对名称；确是新成立的，请先在“党组织”里登记。"
        return Unreadable(f"范围内没有“{quoted(words)}”。{hint}")

    @staticmethod
    def _above(top: Organization) -> list[str]:
        """Return names that people put in front: the county's and the township's."""
        names = {plain(body.short_name) for body in Organization.objects.filter(path__in=paths.ancestors(top.path))}
        return [re.sub(r"委员会$|党委$|县委$", "", name) or name for name in names] + sorted(names)
