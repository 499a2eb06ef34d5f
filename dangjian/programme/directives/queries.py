"""Reads for the pages of directives, for search, and for whoever trains the reader on officers' labels."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from dangjian.access import once
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.foundation.names import initials
from dangjian.foundation.time import as_day
from dangjian.foundation.ui.parts import Level, Standing
from dangjian.programme.directives.models import Change, Directive, DirectiveQuerySet, Proposal, Verdict
from dangjian.programme.directives.reading import Cleaned, clean
from dangjian.programme.directives.rules import burden, layout, shown
from dangjian.programme.directives.rules.stamps import snapshot, stamp_of

MOST_SPELLED = 300
LEVELS = {Verdict.PENDING: Level.INFO, Verdict.CONFIRMED: Level.OK, Verdict.DROPPED: Level.NA}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many proposals stand, by verdict."""

    pending: int
    confirmed: int
    dropped: int

    @property
    def total(self) -> int:
        """All that stand."""
        return self.pending + self.confirmed + self.dropped

    @property
    def words(self) -> str:
        """读出 31 项：已确认 24 · 待定 7 · 不列 5."""
        return f"共 {self.total} 项：已确认 {self.confirmed} · 待定 {self.pending} · 不列 {self.dropped}"


@dataclass(frozen=True, slots=True)
class CardRow:
    """A proposal as its card shows it. ``once`` is the key of its own form, ``stamp`` what the officer sees."""

    proposal: Proposal
    number: int
    quote: str
    section: str
    hints: Sequence[burden.Hint]
    stamp: str
    once: str
    is_open: bool

    @property
    def standing(self) -> Standing:
        """The verdict in words."""
        verdict = Verdict(self.proposal.verdict)
        return Standing(LEVELS[verdict], verdict.label)


@dataclass(frozen=True, slots=True)
class Work:
    """The work page: the text in lines, the proposals as cards, what can be undone."""

    directive: Directive
    lines: Sequence[layout.Line]
    cards: Sequence[CardRow]
    tally: Tally
    last: Change | None


def index(actor: Actor) -> DirectiveQuerySet:
    """Directives in scope without their texts, each with its counts by verdict."""
    counts = {
        str(verdict.value): Count("proposals", filter=Q(proposals__verdict=verdict))
        for verdict in (Verdict.PENDING, Verdict.CONFIRMED, Verdict.DROPPED)
    }
    rows = Directive.objects.visible_to(actor).defer("text", "sections", "flags").select_related("organization")
    return rows.annotate(**counts)


def find(actor: Actor, words: str, limit: int) -> list[Directive]:
    """Directives whose title or issuer holds the words, or whose title has these initials, the newest first."""
    reader = actor.narrowed(Permission.DIRECTIVE_VIEW)
    rows = Directive.objects.visible_to(reader).defer("text", "sections", "flags").order_by("-read_at", "-id")
    if words.isascii() and words.isalnum():
        recent = rows[:MOST_SPELLED]
        return [row for row in recent if words.lower() in initials(row.title) or words in row.title][:limit]
    return list(rows.matching(words)[:limit])


def tally(proposals: Iterable[Proposal]) -> Tally:
    """Count proposals by verdict."""
    counted = Counter(proposal.verdict for proposal in proposals)
    return Tally(counted[Verdict.PENDING], counted[Verdict.CONFIRMED], counted[Verdict.DROPPED])


def work(directive: Directive, actor: Actor, opened: str) -> Work:
    """The work page with one card open: the one named by public id, else the first undecided."""
    proposals = list(directive.proposals.standing().in_order())
    known = {str(proposal.public_id) for proposal in proposals}
    waiting = [str(proposal.public_id) for proposal in proposals if proposal.verdict == Verdict.PENDING]
    at = opened if opened in known else next(iter(waiting), "")
    text = clean(directive.text)
    return Work(
        directive=directive,
        lines=layout.lines(directive.text, directive.sections, directive.flags, _clauses(proposals, text)),
        cards=[
            card(directive, row, number, text, actor, is_open=str(row.public_id) == at)
            for number, row in enumerate(proposals, 1)
        ],
        tally=tally(proposals),
        last=directive.changes.filter(made_by=actor.account_id).order_by("-id").first(),
    )


def _clauses(proposals: Sequence[Proposal], text: Cleaned) -> Iterator[layout.Span]:
    """Give what to mark as clauses: with the words a page break tore off, where no other clause holds them."""
    ends = 0
    for number, row in enumerate(proposals, 1):
        start = max(shown.torn_from(text, row.start), ends) if row.start > ends else row.start
        yield layout.Span(start, row.end, f"{number}:{row.public_id}")
        ends = row.end


def card(
    directive: Directive, proposal: Proposal, number: int, text: Cleaned, actor: Actor, *, is_open: bool
) -> CardRow:
    """One proposal as its card shows it; ``number`` counts the page's cards from 1."""
    return CardRow(
        proposal=proposal,
        number=number,
        quote=shown.words(text, proposal.start, proposal.end).strip(),
        section=_section(directive, proposal.start),
        hints=tuple(_hints(directive, proposal)),
        stamp=stamp_of(proposal),
        once=once.mint(actor.epoch),
        is_open=is_open,
    )


def _section(directive: Directive, at: int) -> str:
    inside = [part for part in directive.sections if part["start"] < at < part["end"]]
    return f"{inside[-1]['number']} {inside[-1]['title']}" if inside else ""


def _hints(directive: Directive, proposal: Proposal) -> Iterator[burden.Hint]:
    on = directive.issued_on or as_day(directive.read_at)
    for flag in directive.flags:
        if flag["start"] < proposal.end and proposal.start < flag["end"]:
            yield burden.hint(flag["rule"], directive.text[flag["start"] : flag["end"]], on)


def following(directive: Directive, proposal: Proposal) -> str:
    """The public id of the next undecided proposal after this one, else the first undecided, else empty."""
    rows = directive.proposals.filter(verdict=Verdict.PENDING).exclude(pk=proposal.pk).in_order()
    waiting = list(rows.values_list("start", "public_id"))
    later = [str(key) for start, key in waiting if start >= proposal.start]
    return next(iter(later or [str(key) for _, key in waiting]), "")


def labels(actor: Actor) -> Iterator[str]:
    """What officers confirmed, edited, dropped, joined and added, as lines of JSON to train and measure with.

    ``kind`` is T for a task and N for none, as the annotation guide has it; offsets count the code points
    of the directive's text; ``as_read`` is the reader's proposal (null where a person added it).
    """
    rows = Proposal.objects.visible_to(actor).exclude(verdict=Verdict.PENDING).select_related("directive")
    for row in rows.order_by("directive_id", "start", "id").iterator(chunk_size=500):
        yield json.dumps(_label(row), ensure_ascii=False) + "\n"


def _label(row: Proposal) -> dict[str, object]:
    return {
        "directive": str(row.directive.public_id),
        "text": row.directive.text[row.start : row.end],
        "kind": "N" if row.verdict == Verdict.DROPPED else "T",
        "verdict": row.verdict,
        "is_edited": row.is_edited,
        "as_read": row.as_read,
        "as_kept": snapshot(row),
    }
