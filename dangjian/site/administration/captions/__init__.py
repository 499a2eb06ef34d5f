"""What each action of the log and each job is called on screen."""

from dangjian.site.administration.captions.acts import WHOLE
from dangjian.site.administration.captions.jobs import JOBS, STATES
from dangjian.site.administration.captions.words import NOUNS, VERBS

__all__ = ["JOBS", "NOUNS", "STATES", "VERBS", "WHOLE", "action_words"]


def action_words(action: str) -> str:
    """Return an action of the log in Chinese, such as 登录卡 · 发出; the bare word where we have none."""
    if action in WHOLE:
        return WHOLE[action]
    noun, _, verb = action.partition(".")
    return " · ".join(filter(None, (NOUNS.get(noun, noun), VERBS.get(verb.replace("-", "_"), verb))))
