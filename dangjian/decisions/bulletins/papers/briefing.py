"""简报 (P9): 第×期, 编印单位, the day, 编者按, 报/送/发."""

from dangjian.decisions.bulletins.models import Bulletin
from dangjian.decisions.bulletins.papers import annexes
from dangjian.decisions.bulletins.rules.names import day
from dangjian.foundation.documents import paper
from dangjian.foundation.documents.paper.fonts import Face
from dangjian.foundation.time import as_day

_COPIES = (("报", "reported_to"), ("送", "sent_to"), ("发", "distributed_to"))


def briefing(bulletin: Bulletin, *, is_red: bool) -> bytes:
    """Return the .docx of a 简报."""
    words, on = bulletin.words, day(as_day(bulletin.issued_at or bulletin.made_at))
    document = paper.sheet()
    head = paper.Masthead(name=words["masthead"], issue=words["issue"], editor=words["signature"], day=on)
    paper.masthead(document, head, is_red=is_red)
    if words["note"]:
        paper.paragraphs(document, f"编者按：{words['note']}", Face.KAI)
    paper.title(document, bulletin.title, lines_before=1)
    paper.paragraphs(document, words["body"])
    annexes.write(document, bulletin)
    copies = [f"{caption}：{words[name]}" for caption, name in _COPIES if words[name]]
    paper.imprint(document, copies=copies, printed_by=words["signature"], day=on)
    return paper.packed(document, title=bulletin.title, author=words["signature"], at=bulletin.frozen_at)
