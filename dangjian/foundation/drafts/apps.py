from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Drafts."""

    name = "dangjian.foundation.drafts"
    label = "drafts"
    verbose_name = "草稿"
