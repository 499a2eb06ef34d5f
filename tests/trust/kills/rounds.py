"""A round: an act is begun, something is killed in the middle, the act comes to its end, everything is looked over."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

from tests.trust.kills.acts import Acts, stage_of
from tests.trust.kills.home import VICTIMS, Home, Victim, until
from tests.trust.kills.invariants import WAITS, Rows, broken, checksum
from tests.trust.kills.person import Answer, Sent

Act = Literal["import", "undo", "move"]
ACTS: tuple[Act, ...] = ("import", "undo", "move")
# Where in an import the kill falls; the other acts have one place each.
_MOMENTS = {"web": ("upload", "confirm", "reading", "writing"), "worker": ("reading", "writing")}
_WORKING = {"reading", "writing", "undoing"}
_AIMED = 0.8  # Of the kills; the others fall anywhere.


@dataclass(slots=True)
class Round:
    """One kill: of what, in the middle of what, and what the database said of it the moment before."""

    act: Act
    victim: Victim
    moment: str
    stage: str = ""  # Of the import concerned.
    unanswered: bool = False  # A form was out and had no answer yet.
    writing: int = 0  # Transactions of the platform that had written and not committed.
    back: float = 0.0  # Seconds from the kill until the act was at its end and the site served.
    clicks: int = 0  # Sent once more by the person.

    @property
    def is_mid_work(self) -> bool:
        """Whether the kill fell between the beginning of the act and its end."""
        return self.unanswered or self.stage in _WORKING or self.writing > 0

    def __str__(self) -> str:
        out = " unanswered" if self.unanswered else ""
        return (
            f"{self.act:6} {self.victim:8} at {self.moment:7} stage={self.stage or '-':8} writing={self.writing}{out}"
            f" back={self.back:.1f}s clicks={self.clicks}"
        )


def plan(count: int, chance: random.Random) -> Iterator[tuple[Act, Victim]]:
    """Yield acts in turn, an undo after each import; every act meets every victim equally often."""
    left: dict[Act, list[Victim]] = {act: [] for act in ACTS}
    for number in range(count):
        act = ACTS[number % len(ACTS)]
        if not left[act]:
            left[act] = chance.sample(VICTIMS, len(VICTIMS))
        yield act, left[act].pop()


class Rounds:
    """Rounds on one household; the first acts, unkilled, tell how long each takes."""

    def __init__(self, home: Home, chance: random.Random) -> None:
        self.home, self.acts, self.chance = home, Acts(home), chance
        self.before: dict[str, str] = {}
        self.source = ""
        self.spans: dict[str, float] = {}
        self._rehearse()

    def _rehearse(self) -> None:
        person, acts = self.home.person, self.acts
        for _ in range(2):  # The first time everything is cold.
            with self._timed("upload"):
                source = acts.settle(*self._now(acts.upload()))
            with self._timed("reading"):
                acts.await_stage(source, "checked", acts.confirmation)
            with self._timed("confirm"):
                form = acts.confirmation(source)
                acts.settle(form, person.send(form))
            with self._timed("writing"):
                acts.await_stage(source, "done", acts.confirmation)
            with self._timed("moving"):
                form = acts.move()
                acts.settle(form, person.send(form))
            acts.ledger.moves, acts.ledger.at = acts.ledger.moves + 1, 1 - acts.ledger.at
            acts.ledger.done.append(source)
        with self._timed("undoing"):
            form = acts.reversal(source)
            acts.settle(form, person.send(form))
            acts.await_stage(source, "undone", acts.reversal)
        acts.ledger.undone.append(acts.ledger.done.pop())

    def run(self, act: Act, victim: Victim) -> tuple[Round, list[str]]:
        """Run a round; return it, and what does not hold afterwards."""
        clicks = self.acts.ledger.clicks
        one = Round(act, victim, self._moment(act, victim))
        began = {"import": self._import, "undo": self._undo, "move": self._move}[act](one)
        self.home.await_back()
        one.back, one.clicks = time.monotonic() - began, self.acts.ledger.clicks - clicks
        with self.home.rows() as rows:
            return one, [*broken(rows, self.home.data), *self._forgotten(rows, act)]

    def halve(self, act: Act, victim: Victim) -> set[str]:
        """Kill as soon as half of an act is seen; return what does not hold any more once all is at rest."""
        acts = self.acts
        with self.home.rows() as rows:
            before = set(broken(rows, self.home.data))
            form = acts.move() if act == "move" else self._checked()
            if act == "undo":
                source = acts.settle(*self._now(form)).removesuffix("confirmation/")
                acts.await_stage(source, "done", acts.confirmation)
                form = acts.reversal(source)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(self.home.person.send, form)
                until(lambda: self._new(rows, before) - {WAITS}, f"a half of the {act} is seen", patience=30)
                self.home.kill(victim, whole=True)
        self.home.await_back()
        with self.home.rows() as rows:
            until(lambda: WAITS not in broken(rows, self.home.data), "the imports rest")
            return self._new(rows, before)

    def _checked(self) -> Sent:
        """Bring a roster in; return the form of confirming it."""
        source = self.acts.settle(*self._now(self.acts.upload()))
        self.acts.await_stage(source, "checked", self.acts.confirmation)
        return self.acts.confirmation(source)

    def _new(self, rows: Rows, before: set[str]) -> set[str]:
        return set(broken(rows, self.home.data)) - before

    def _moment(self, act: Act, victim: Victim) -> str:
        if act != "import":
            return {"undo": "undoing", "move": "moving"}[act]
        return self.chance.choice(_MOMENTS.get(victim, _MOMENTS["web"]))

    def _import(self, one: Round) -> float:
        acts, began = self.acts, 0.0
        with self.home.rows() as rows:
            self.before = checksum(rows)
        began, source = self._step(one, "upload", acts.upload(), began)
        began = self._rest(one, "reading", began)
        acts.await_stage(source, "checked", acts.confirmation)
        began, _ = self._step(one, "confirm", acts.confirmation(source), began)
        began = self._rest(one, "writing", began)
        acts.await_stage(source, "done", acts.confirmation)
        acts.ledger.done.append(source)
        self.source = source
        return began

    def _undo(self, one: Round) -> float:
        acts, form = self.acts, self.acts.reversal(self.source)
        began, _ = self._struck(one, form)
        acts.await_stage(self.source, "undone", acts.reversal)
        acts.ledger.done.remove(self.source)
        acts.ledger.undone.append(self.source)
        return began

    def _move(self, one: Round) -> float:
        began, _ = self._struck(one, self.acts.move())
        ledger = self.acts.ledger
        ledger.moves, ledger.at = ledger.moves + 1, 1 - ledger.at
        return began

    def _step(self, one: Round, moment: str, form: Sent, began: float) -> tuple[float, str]:
        """Send a form; the kill falls into it where this is its moment."""
        if one.moment == moment:
            return self._struck(one, form)
        return began, self.acts.settle(form, self.home.person.send(form))

    def _struck(self, one: Round, form: Sent) -> tuple[float, str]:
        with ThreadPoolExecutor(1) as pool:
            sent = pool.submit(self.home.person.send, form)
            began = self._strike(one, sent)
            answer = sent.result(timeout=120)
        return began, self.acts.settle(form, answer)

    def _rest(self, one: Round, moment: str, began: float) -> float:
        """Let the worker do its part; the kill falls into it where this is its moment."""
        return self._strike(one, None) if one.moment == moment else began

    def _strike(self, one: Round, sent: "Future[Answer] | None") -> float:
        """Wait for a moment, note what the database says of it, kill."""
        span = self.spans[one.moment]
        with self.home.rows() as rows:
            if one.moment != "reading" and self.chance.random() < _AIMED:  # From the first row written on.
                deadline = time.monotonic() + 2 * span
                while not _writing(rows) and time.monotonic() < deadline:
                    time.sleep(0.001)
                span *= 0.4
            time.sleep(self.chance.uniform(0, span))
            one.stage, one.writing = "" if one.act == "move" else _latest(rows), _writing(rows)
            one.unanswered = sent is not None and not sent.done()
            self.home.kill(one.victim, whole=self.chance.random() < 0.5)
            began = time.monotonic()
        self.home.await_back()
        return began

    def _now(self, form: Sent) -> tuple[Sent, Answer]:
        return form, self.home.person.send(form)

    def _forgotten(self, rows: Rows, act: Act) -> Iterator[str]:
        """What was acknowledged and is not so."""
        ledger = self.acts.ledger
        for stage, sources in (("done", ledger.done), ("undone", ledger.undone)):
            for source in sources:
                if stage_of(rows, source) != stage:
                    yield f"{source} was {stage} and is {stage_of(rows, source)}"
        moves = rows.execute("SELECT count(*) FROM organizations_change WHERE event = 'move'").fetchall()[0][0]
        if moves != ledger.moves:
            yield f"{ledger.moves} moves were asked for, {moves} are written down"
        home = rows.execute(
            "SELECT p.public_id::text FROM organizations_organization o"
            " JOIN organizations_organization p ON p.id = o.parent_id WHERE o.public_id::text = %s",
            [self.home.scene["township"]],
        ).fetchall()[0][0]
        if home != self.home.scene["homes"][ledger.at][0]:
            yield "the township stands at the other home"
        if act == "undo":
            now = checksum(rows)
            yield from (f"{name} is not as before the import" for name in now if now[name] != self.before[name])

    def _timed(self, moment: str) -> "_Timed":
        return _Timed(self.spans, moment)


class _Timed:
    def __init__(self, spans: dict[str, float], moment: str) -> None:
        self._spans, self._moment, self._began = spans, moment, 0.0

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._spans[self._moment] = time.monotonic() - self._began


def _latest(rows: Rows) -> str:
    return str(rows.execute("SELECT stage FROM imports_import ORDER BY id DESC LIMIT 1").fetchall()[0][0])


def _writing(rows: Rows) -> int:
    """Return how many transactions of the platform have written something and not committed."""
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL"
        " AND application_name <> 'kills'"
    )
    return int(rows.execute(query).fetchall()[0][0])
