"""Attendances signed in by themselves: as many a second as the web server takes, and none lost or doubled."""

from typing import Final

from bench.arrivals import ground, limit, storm
from bench.measures import Measure

LEAST_SHARE: Final = 0.1  # Of what pgbench does with the same INSERT.
SECONDS: Final = 15


def measures(url: str, *, is_whole: bool) -> list[Measure]:
    """Return the measures in the order in which they are printed.

    Ratios are of what is asked ÷ what was reached, so that at most 1 keeps the promise, as everywhere.
    """
    people = ground.lay()
    fastest = limit.a_second(url, people)
    ground.clear()
    reached = storm.a_second(people, SECONDS)
    found = [
        Measure(
            f"签到（{reached.rows} 人次，{reached.seconds:.1f} 秒，每秒 {reached.a_second:.0f}；"
            f"pgbench 每秒 {fastest:.0f}，占 {reached.a_second / fastest:.1%}）",
            fastest * LEAST_SHARE, reached.a_second, "人次/秒",
        ),
        Measure("丢失、重复或没有记日志的签到", reached.wrong, 1, "人次", promise=0),
    ]  # fmt: skip
    if is_whole:
        ground.clear()
        whole = storm.everyone(people)
        found.append(Measure(f"{whole.rows} 人全部签到，网页服务中途强杀重启", whole.wrong, 1, "人次", promise=0))
    return found
