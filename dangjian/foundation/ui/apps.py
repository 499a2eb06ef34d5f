"""The Django app of the look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, tags and static files under the label `ui`."""

    name = "dangjian.foundation.ui"
    label = "ui"
    verbose_name = "界面"
