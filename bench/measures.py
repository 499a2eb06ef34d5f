"""What a benchmark prints: readable lines, and one line of JSON at the end."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Measure:
    """``ratio`` is value ÷ limit; the promise holds where it is at most ``promise``."""

    name: str
    value: float
    limit: float
    unit: str
    promise: float = 1.0

    @property
    def ratio(self) -> float:
        """Return value ÷ limit."""
        return self.value / self.limit if self.limit else float("inf")

    @property
    def holds(self) -> bool:
        """Say whether the promise is kept."""
        return self.ratio <= self.promise

    def line(self) -> str:
        """Return the measure as people read it."""
        mark = "达到" if self.holds else "未达到"
        figures = f"{self.value:.4g} {self.unit}，参照 {self.limit:.4g} {self.unit}"
        return f"{self.name}：{figures}，比值 {self.ratio:.2f}（要求 ≤ {self.promise:g}，{mark}）"


def seconds(act: Callable[[], object]) -> float:
    """Return how long ``act`` takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def percentile(values: list[float], share: float = 0.95) -> float:
    """Return the value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def middle(values: list[float]) -> float:
    """Return the median."""
    return median(values)


def publish(name: str, measures: list[Measure], *, as_json: bool) -> int:
    """Print every measure, then the JSON line of the first; return 1 where a promise is broken."""
    if not as_json:
        for measure in measures:
            print(measure.line())
    first = measures[0]
    every = [asdict(m) | {"ratio": round(m.ratio, 3), "holds": m.holds} for m in measures]
    summary = {"value": first.value, "limit": first.limit, "unit": first.unit, "ratio": round(first.ratio, 3)}
    print(json.dumps({"name": name, **summary, "measures": every}, ensure_ascii=False))
    return 0 if all(measure.holds for measure in measures) else 1
