"""kill -9 in the middle of an import, its undo and a move: nothing half-done, nothing lost (issue 3 D).

Three rounds here, each act once; a hundred under `TRUST=full`. The controls break one transaction in pieces and must be
seen.
"""

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from tests.trust.kills.home import Home, Victim, lived_in, until
from tests.trust.kills.invariants import broken
from tests.trust.kills.rounds import Act, Round, Rounds, plan

IS_FULL = os.environ.get("TRUST") == "full"
ROUNDS = 100 if IS_FULL else 3
HALVES: list[tuple[Act, Victim]] = [("undo", "database"), ("move", "web"), ("import", "worker")]
pytestmark = [pytest.mark.trust, pytest.mark.ground]


def told(rounds: list[Round]) -> None:
    for one in rounds:
        print(one)
    for (act, victim), count in sorted(Counter((one.act, one.victim) for one in rounds).items()):
        among = [one for one in rounds if (one.act, one.victim) == (act, victim)]
        mid, writing = sum(one.is_mid_work for one in among), sum(one.writing > 0 for one in among)
        print(f"{act} × {victim}: {count} rounds, {mid} mid-work, {writing} with rows written and not committed")
    backs = sorted(one.back for one in rounds)
    print(f"back in {backs[len(backs) // 2]:.1f} s at the median, {backs[-1]:.1f} s at most")


def left_behind(home: Home) -> int:
    """Jobs that a worker of the past is said to be doing."""
    query = """
        SELECT count(*) FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
        WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - interval '30 s')"""
    with home.rows() as rows:
        return int(rows.execute(query).fetchall()[0][0])


def test_nothing_half_done_and_nothing_lost(tmp_path: Path) -> None:
    chance, rounds = random.Random(os.environ.get("SEED", "3")), list[Round]()  # noqa: S311  # moments, no secret
    with lived_in(tmp_path) as home:
        house = Rounds(home, chance)
        print(house.spans, flush=True)
        for act, victim in plan(ROUNDS, chance):
            one, wrong = house.run(act, victim)
            rounds.append(one)
            print(one, flush=True)
            assert wrong == [], (len(rounds), str(one), wrong)
        until(lambda: not left_behind(home), "the queue has put back or ended what its dead workers had")
    told(rounds)
    assert sum(one.is_mid_work for one in rounds) >= len(rounds) // 2


def test_the_control_without_its_transaction_a_half_is_found(tmp_path: Path) -> None:
    with lived_in(tmp_path, spoiled=True) as home:
        house = Rounds(home, random.Random(1))  # noqa: S311  # moments, no secret
        with home.rows() as rows:
            assert broken(rows, home.data) == []  # Unkilled, the pieces make a whole.
        for act, victim in HALVES if IS_FULL else HALVES[:1]:
            wrong = house.halve(act, victim)
            print(act, victim, sorted(wrong))
            assert wrong, (act, victim)
