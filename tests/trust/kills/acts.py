"""What is under way when something is killed: an import, its undo, a move of a township with its people."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import quote

from dangjian.affairs.imports.tests import make
from dangjian.foundation.time import today
from tests.trust.kills.home import Home, until
from tests.trust.kills.invariants import Rows
from tests.trust.kills.person import Answer, Sent
from tests.trust.kills.scene import BRANCHES

NEW = 460  # rows of people who are new
KNOWN = 40  # rows of people of the first import, with another phone
_BORN = date(1970, 1, 1)


@dataclass(slots=True)
class Ledger:
    """What was acknowledged: it must stay, whatever is killed after."""

    moves: int = 0
    at: int = 0  # Which of the two homes the township stands at.
    done: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    clicks: int = 0  # Sent once more by the person.


def roster(number: int) -> bytes:
    """Return the workbook of a round: the people of the first one with another phone, and new ones."""

    def line(serial: int, name: str, born: date, phone: int) -> list[object]:
        identity = make.id_number(born, serial * 2 + 1)
        branch = f"云岭{serial % BRANCHES}村党支部"
        return make.row(serial, f"{name}{serial}", branch, 公民身份证号=identity, 手机号=f"139{phone:08d}")

    born, phone = _BORN + timedelta(days=number), number * 1000
    known = [line(serial, "云岭旧员", _BORN, phone + serial) for serial in range(KNOWN)]
    fresh = [line(serial, f"云岭{number}新员", born, 50_000_000 + phone + serial) for serial in range(NEW)]
    return make.workbook([*known, *fresh])


class Acts:
    """The person's ways through the pages, each resumed by the same form where no answer came."""

    def __init__(self, home: Home) -> None:
        self.home, self.ledger, self.number = home, Ledger(), 0

    def upload(self) -> Sent:
        """Fill the form of a new roster."""
        self.number += 1
        fields = {"kind": "people", "organization": str(self.home.scene["county"])}
        data = roster(self.number)
        return self.home.person.form("/imports/new/", "/imports/new/", fields, ("名册.xlsx", data))

    def confirmation(self, source: str) -> Sent:
        """Fill the form of confirming."""
        return self.home.person.form(source, f"{source}confirmation/", {"reason": "已逐行核对"})

    def reversal(self, source: str) -> Sent:
        """Fill the form of undoing."""
        return self.home.person.form(source, f"{source}reversal/", {})

    def move(self) -> Sent:
        """Fill the form of moving the township to the other home."""
        identity, name = self.home.scene["homes"][1 - self.ledger.at]
        page = f"/organizations/{self.home.scene['township']}/move/"
        fields = {"target": identity, "words": name, "basis": "清组通〔2026〕12号", "on": today().isoformat()}
        return self.home.person.form(f"{page}?words={quote(name)}", page, fields)

    def settle(self, form: Sent, first: Answer) -> str:
        """Have a form taken: where its sending broke, the person sends it once more; return where it led."""
        answer = first
        if answer.status not in {302, 303}:
            self.home.await_back()
            self.ledger.clicks += 1
            answer = self.home.person.send(form)
            until(lambda: self.home.person.send(form).status != 409, "the first send has ended")
            answer = self.home.person.send(form)
        assert answer.status == 302, (form.address, answer.status, answer.text[:4000])
        return answer.where

    def await_stage(self, source: str, stage: str, again: Callable[[str], Sent]) -> None:
        """Wait until an import stands at ``stage`` by itself, or failed and the person clicked once more."""
        with self.home.rows() as rows:
            for _ in range(2):
                until(lambda: stage_of(rows, source) not in {"reading", "writing", "undoing"}, f"{source} rests")
                if stage_of(rows, source) == stage:
                    return
                self.ledger.clicks += 1
                self.settle(*_sent(self.home, again(source)))
            assert stage_of(rows, source) == stage, stage_of(rows, source)


def _sent(home: Home, form: Sent) -> tuple[Sent, Answer]:
    return form, home.person.send(form)


def stage_of(rows: Rows, source: str) -> str:
    """Return the stage of the import at an address."""
    found = rows.execute(
        "SELECT stage FROM imports_import WHERE public_id::text = %s", [source.rstrip("/").rsplit("/", 1)[-1]]
    ).fetchall()
    return str(found[0][0]) if found else ""
