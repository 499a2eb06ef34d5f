"""The states of premises and what a repair is. Pure, no Django, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangjian.rulebook import rule

REGISTER: Final = "premises"
SOUND: Final = "完好"
UNIFORM: Final = {"sign": "标识", "appearance": "外观", "fittings": "内部陈设", "atmosphere": "氛围"}


def states(on: date) -> list[str]:
    """Return every state, the sound one first."""
    return [SOUND, *(str(one) for one in rule("premises.states", on=on).listing)]


@dataclass(frozen=True, slots=True)
class Premises:
    """Where a village or community meets, as its line says."""

    state: str
    area: str
    uniform: frozenset[str]
    repair: str
    repair_by: date | None
    stage: str

    @property
    def is_sound(self) -> bool:
        """Say whether nothing is to be repaired."""
        return self.state == SOUND

    @property
    def missing(self) -> list[str]:
        """What of the four is not uniform, in words."""
        return [words for key, words in UNIFORM.items() if key not in self.uniform]

    @property
    def is_planned(self) -> bool:
        """Say whether somebody said how and by when it is repaired."""
        return bool(self.repair and self.repair_by)


def premises(values: Mapping[str, Any]) -> Premises:
    """Return a line's values as what they mean; a repair of what is sound is over."""
    state = str(values.get("state") or "")
    is_sound = state == SOUND
    day = values.get("repair_by")
    return Premises(
        state=state,
        area=str(values.get("area") or ""),
        uniform=frozenset(key for key in UNIFORM if values.get(key) is True),
        repair="" if is_sound else str(values.get("repair") or ""),
        repair_by=None if is_sound or not day else date.fromisoformat(str(day)),
        stage="" if is_sound else str(values.get("stage") or ""),
    )
