"""The Django app of the look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, tags and static files under the label `ui`."""

    name = "dangjian.foundation.ui"
    label = "ui"
    verbose_name = "界面"

    def ready(self) -> None:
        from django.forms import Field

        # Django's own words speak of 字段, which is not a word of the people who fill forms in.
        Field.default_error_messages = Field.default_error_messages | {"required": "请填写这一项。"}
