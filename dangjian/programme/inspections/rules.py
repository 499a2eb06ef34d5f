"""The draw of a sample: pure, so that a stranger replays it with a few lines of Python from what is published.

Before the visits the SHA-256 of the seed stands on the page, after them the seed. Every body of the frame has a
number. Key bodies are all visited; of the others, by number, those ``k`` with the smallest lots: the lot of a number
is the SHA-256 of ``seed:number`` in hexadecimal.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from dangjian.rulebook import Value, rule

SEED_BYTES: Final = 16
_SCRIPT: Final = """import hashlib
seed = "{seed}"
fingerprint = "{fingerprint}"
rest = [{rest}]
assert hashlib.sha256(seed.encode()).hexdigest() == fingerprint
lot = lambda n: hashlib.sha256(f"{{seed}}:{{n}}".encode()).hexdigest()
print(sorted(sorted(rest, key=lot)[:{number}]))
"""


def fingerprint(seed: str) -> str:
    """Return what is published before the visits: the SHA-256 of the seed, in hexadecimal."""
    return hashlib.sha256(seed.encode()).hexdigest()


def draw(rest: Iterable[int], number: int, seed: str) -> list[int]:
    """Return which numbers of the rest are drawn, in order; all of them where there are not more."""

    def lot(one: int) -> str:
        return hashlib.sha256(f"{seed}:{one}".encode()).hexdigest()

    return sorted(sorted(rest, key=lot)[:number])


def script(*, print_of: str, seed: str, rest: Iterable[int], number: int) -> str:
    """Return the few lines of Python that replay a draw, as the page shows them."""
    numbers = ", ".join(map(str, rest))
    return _SCRIPT.format(seed=seed or "公布后填上", fingerprint=print_of, rest=numbers, number=number)


def remedy_by(on: date, local: Mapping[str, Value] | None = None) -> date:
    """Return the day by which a finding is remedied where nobody says another."""
    return on + timedelta(days=rule("inspections.remedy_days", on=on, local=local).number)
