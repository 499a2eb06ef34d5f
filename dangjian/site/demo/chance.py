"""What looks random in the demo county: the same for the same seed and day."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

_VERSION_7 = 7 << 76
_VARIANT = 2 << 62


class Chance(Random):
    """A seeded source that also makes ids and days; no secret rests on it."""

    def __init__(self, seed: int, today: date) -> None:
        super().__init__(f"{seed} {today:%Y-%m-%d}")
        self._tick = int(datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp() * 1000) - 86_400_000

    def public_id(self) -> UUID:
        """A UUID in the shape of version 7, later than the one before, of the eve of the loading day."""
        self._tick += 1
        noise = self.getrandbits(74)
        return UUID(int=self._tick << 80 | _VERSION_7 | (noise >> 62) << 64 | _VARIANT | noise & (1 << 62) - 1)

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included."""
        return first + timedelta(days=self.randint(0, max((last - first).days, 0)))
