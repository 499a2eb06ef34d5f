"""A paper to fill in by hand: what is known is printed, what is asked has lines to write on, and lines to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dangjian.foundation.documents.paper.body import paragraphs, title
from dangjian.foundation.documents.paper.packing import packed
from dangjian.foundation.documents.paper.sheet import sheet

_BLANK: Final = "＿＿＿＿＿＿"
_WIDE: Final = "＿" * 22


@dataclass(frozen=True, slots=True)
class Blank:
    """A field to fill in by hand: words to tick, then so many lines."""

    label: str
    lines: int = 0
    choices: Sequence[str] = ()

    @property
    def ticks(self) -> str:
        """The words to tick."""
        return "　".join(f"□{one}" for one in self.choices)

    @property
    def rules(self) -> Sequence[str]:
        """The lines to write on."""
        return [_WIDE] * self.lines


@dataclass(frozen=True, slots=True)
class Form:
    """``facts`` are label and words, those without words left out; ``signers`` each have a line to sign on."""

    title: str
    facts: Sequence[tuple[str, str]]
    blanks: Sequence[Blank]
    signers: Sequence[str]
    note: str = ""

    @property
    def known(self) -> list[tuple[str, str]]:
        """The facts that have words."""
        return [(label, words) for label, words in self.facts if words]

    @property
    def signature_lines(self) -> list[str]:
        """A line for everyone who signs."""
        return [f"{one}签名：{_BLANK}　　日期：＿＿年＿＿月＿＿日" for one in self.signers]


def packed_form(form: Form, *, author: str, at: datetime) -> bytes:
    """Return a form as a Word file."""
    document = sheet()
    title(document, form.title, lines_before=0)
    paragraphs(document, "\n".join(f"{label}：{words}" for label, words in form.known))
    for one in form.blanks:
        paragraphs(document, "\n".join(filter(None, [f"{one.label}：{one.ticks}", *one.rules])))
    paragraphs(document, "\n".join(filter(None, [*form.signature_lines, form.note])))
    return packed(document, title=form.title, author=author, at=at)
