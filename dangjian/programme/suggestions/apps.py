from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    """Suggestions: those that wait stand in the agenda, their answers reach one person through the inbox."""

    name = "dangjian.programme.suggestions"
    label = "suggestions"
    verbose_name = "意见建议"

    def ready(self) -> None:
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.procedures.agenda.queries import provide
        from dangjian.programme.suggestions.agenda import items
        from dangjian.programme.suggestions.models import Suggestion

        provide(items)
        on_merge(Holding(Suggestion))
