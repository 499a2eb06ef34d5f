"""The draw against one written anew from its description, without ours."""

import hashlib
import subprocess
import sys
from datetime import date

from dangjian.programme.inspections.rules import draw, fingerprint, remedy_by, script

SEED = "5f2c0d8a41b94e07a6c3d1e2f4a5b6c7"


def naive(rest: list[int], number: int, seed: str) -> list[int]:
    lots = {hashlib.sha256((seed + ":" + str(one)).encode("ascii")).hexdigest(): one for one in rest}
    return sorted(lots[lot] for lot in sorted(lots)[:number])


def test_the_draw_is_what_its_description_says() -> None:
    for size in range(1, 40, 3):
        for number in (0, 1, size // 2, size):
            rest = list(range(1, 2 * size, 2))
            assert draw(rest, number, SEED) == naive(rest, number, SEED)


def test_more_than_there_are_draws_all() -> None:
    assert draw([3, 5], 9, SEED) == [3, 5]


def test_every_number_comes_about_as_often() -> None:
    counts = dict.fromkeys(range(1, 21), 0)
    for turn in range(2_000):
        for one in draw(range(1, 21), 5, f"seed{turn}"):
            counts[one] += 1
    assert min(counts.values()) > 420
    assert max(counts.values()) < 580


def test_the_script_of_the_page_replays_it_and_refuses_another_seed() -> None:
    rest = [2, 3, 5, 7, 11, 13]
    lines = script(print_of=fingerprint(SEED), seed=SEED, rest=rest, number=2)
    run = subprocess.run([sys.executable, "-I", "-c", lines], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(draw(rest, 2, SEED))
    wrong = script(print_of=fingerprint(SEED), seed=SEED[::-1], rest=rest, number=2)
    refused = subprocess.run([sys.executable, "-I", "-c", wrong], capture_output=True, text=True, check=False)
    assert "AssertionError" in refused.stderr


def test_the_remedy_has_thirty_days_where_nobody_says_another() -> None:
    assert remedy_by(date(2026, 11, 20)) == date(2026, 12, 20)
    assert remedy_by(date(2026, 11, 20), {"inspections.remedy_days": 10}) == date(2026, 11, 30)
