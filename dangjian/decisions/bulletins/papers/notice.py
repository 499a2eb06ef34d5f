"""通报 (P9): number left open, collective addressees, no red head unless asked for."""

from dangjian.decisions.bulletins.models import Bulletin
from dangjian.decisions.bulletins.papers import annexes
from dangjian.decisions.bulletins.rules.names import day
from dangjian.foundation.documents import paper
from dangjian.foundation.time import as_day


def notice(bulletin: Bulletin, *, is_red: bool) -> bytes:
    """Return the .docx of a 通报."""
    signs, on = bulletin.words["signature"], day(as_day(bulletin.issued_at or bulletin.made_at))
    document = paper.sheet()
    paper.letterhead(document, sign=f"{signs}文件", number=bulletin.number, is_red=is_red)
    paper.title(document, bulletin.title)
    paper.addressees(document, bulletin.addressees)
    paper.paragraphs(document, bulletin.words["body"])
    paper.annex_note(document, annexes.BY_UNIT, annexes.BY_TASK)
    paper.signature(document, signs, on)
    annexes.write(document, bulletin)
    paper.imprint(document, printed_by=signs, day=on)
    return paper.packed(document, title=bulletin.title, author=signs, at=bulletin.frozen_at)
