from django.apps import AppConfig


class InboxConfig(AppConfig):
    """The inbox; `posts` registers at its door who holds what."""

    name = "dangjian.channels.inbox"
    label = "inbox"
    verbose_name = "收件箱"
