"""What the words in one column of a roster mean, remembered: a column holds few different ones."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from dangjian.affairs.imports.kinds.people.cells import EMPTY, Read, Value
from dangjian.affairs.imports.kinds.people.lines import text
from dangjian.affairs.people.rules import Unreadable

DOOR: Final = "door"
_REMEMBERED: Final = 20_000  # Different words of one column.


class Meaning(NamedTuple):
    """What words of a cell mean: the value, its COPY text, a doubt, or what is wrong with them."""

    value: Value
    text: str
    doubt: str
    fault: str


class Wording:
    """One column: where it stands, its field, and what was read in it so far."""

    def __init__(self, at: int, name: str, read: Read, nothing: str) -> None:
        self.at, self.name = at, name
        self.absent = Meaning(None, nothing, "", "")  # Of an empty cell.
        self._read = read
        self._forget()

    def meanings(self, cells: Sequence[str]) -> list[Meaning]:
        """Return what each cell of a block means."""
        self._learn(set(cells))
        return list(map(self._known.__getitem__, cells))

    def meaning(self, words: str) -> Meaning:
        """Return what one cell means."""
        self._learn((words,))
        return self._known[words]

    def says(self, cells: Sequence[str]) -> bool:
        """Say whether any cell of a block says something other than nothing or no."""
        words = set(cells)
        self._learn(words)
        return any(self._known[one] is not self.absent and self._known[one].value is not False for one in words)

    def faulty(self, cells: Sequence[str]) -> Iterable[int]:
        """Return the places among ``cells`` where something is wrong or doubtful, but for doors."""
        return self._places(cells, self._faulty)

    def doors(self, cells: Sequence[str]) -> Iterable[int]:
        """Return the places among ``cells`` where an address goes down to the door."""
        return self._places(cells, self._doors)

    @staticmethod
    def _places(cells: Sequence[str], among: set[str]) -> Iterable[int]:
        if not among or among.isdisjoint(cells):
            return ()
        return (at for at, words in enumerate(cells) if words in among)

    def _learn(self, cells: Iterable[str]) -> None:
        fresh = [words for words in cells if words not in self._known]
        if len(self._known) + len(fresh) > _REMEMBERED:  # Phones and the like are never the same twice.
            self._forget()
            fresh = [words for words in cells if words not in self._known]
        for words in fresh:
            found = self._known[words] = self._parsed(words)
            if found.doubt == DOOR:
                self._doors.add(words)
            elif found.doubt or found.fault:
                self._faulty.add(words)

    def _forget(self) -> None:
        self._known = dict.fromkeys(EMPTY, self.absent)
        self._faulty, self._doors = set[str](), set[str]()

    def _parsed(self, words: str) -> Meaning:
        try:
            value, doubt = self._read(words)
        except Unreadable as wrong:
            return Meaning(None, "", "", str(wrong))
        return Meaning(value, text(value), doubt, "")
