"""The paper of a bulletin: words and frozen figures, laid out as the office files it."""

from dangjian.decisions.bulletins.models import Bulletin, BulletinKind
from dangjian.decisions.bulletins.papers.briefing import briefing
from dangjian.decisions.bulletins.papers.notice import notice


def paper(bulletin: Bulletin, *, is_red: bool = False) -> bytes:
    """Return the .docx of a bulletin; the same bulletin gives the same bytes. ``is_red``: under the red head."""
    write = notice if bulletin.kind == BulletinKind.NOTICE else briefing
    return write(bulletin, is_red=is_red)
