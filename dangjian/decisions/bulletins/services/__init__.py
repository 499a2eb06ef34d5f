"""What can happen to a bulletin: drafted with its figures frozen, worded, issued."""

from dangjian.decisions.bulletins.services.drafting import draft
from dangjian.decisions.bulletins.services.issuing import issue
from dangjian.decisions.bulletins.services.wording import Wording, edit_words

__all__ = ["Wording", "draft", "edit_words", "issue"]
