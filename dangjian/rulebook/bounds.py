"""What a rule's value may be, and how far a county may move it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "bool | int | float | str | tuple[Value, ...] | Mapping[str, Value]"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a county may put in place of the default. Empty bounds allow any value of the same kind."""

    minimum: int | None
    maximum: int | None
    choices: tuple[Value, ...]

    def allow(self, value: Value) -> bool:
        """Say whether every number in the value is within the bounds, and the value among the choices."""
        numbers = value if isinstance(value, tuple) else (value,)
        return (not self.choices or value in self.choices) and all(map(self._holds, numbers))

    @property
    def words(self) -> str:
        """The bounds as people read them, such as 1—30."""
        if self.choices:
            return "、".join(map(str, self.choices))
        if self.minimum is None and self.maximum is None:
            return "不限"
        low = "" if self.minimum is None else str(self.minimum)
        high = "" if self.maximum is None else str(self.maximum)
        return f"{low}—{high}"

    def _holds(self, number: Value) -> bool:
        if not isinstance(number, int | float):
            return self.minimum is None and self.maximum is None
        above = self.minimum is None or number >= self.minimum
        return above and (self.maximum is None or number <= self.maximum)
