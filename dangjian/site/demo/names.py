"""Names of people as a county has them: common surnames are common. No name of a national leader comes out."""

from hashlib import sha256
from itertools import accumulate

from dangjian.site.demo import words
from dangjian.site.demo.chance import Chance

_DIGITS = 12
_SINGLE = 0.14  # Share of given names of one character.


class Names:
    """Draws names; `avoided.txt` holds digests of names that must not appear, never the names."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._pools = {name: _pool(name) for name in ("surnames", "given_first", "given_last", "given_single")}
        self._avoided = frozenset(words.every("avoided"))
        self._known: dict[str, bool] = {}

    def draw(self) -> str:
        """A name of two to four characters."""
        while not self._is_free(name := self._one()):
            pass
        return name

    def _one(self) -> str:
        if self._chance.random() < _SINGLE:
            return self._word("surnames") + self._word("given_single")
        first, last = self._word("given_first"), self._word("given_last")
        return self._word("surnames") + first + (last if last != first else "")

    def _word(self, pool: str) -> str:
        choices, weights = self._pools[pool]
        return self._chance.choices(choices, cum_weights=weights)[0]

    def _is_free(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = sha256(name.encode()).hexdigest()[:_DIGITS] not in self._avoided
        return self._known[name]


def _pool(name: str) -> tuple[tuple[str, ...], list[int]]:
    choices, counts = words.weighted(name)
    return choices, list(accumulate(counts))
