from django.apps import AppConfig


class TermsConfig(AppConfig):
    """Terms: reminders, what is to be done about 换届, and a line on the page of a body."""

    name = "dangjian.affairs.terms"
    label = "terms"
    verbose_name = "届期"

    def ready(self) -> None:
        from dangjian.affairs.organizations import sections as pages
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.affairs.terms.agenda import items
        from dangjian.affairs.terms.models import Candidate
        from dangjian.affairs.terms.reminders import remind_of_ends
        from dangjian.affairs.terms.sections import tables
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.agenda.services import remind_by

        pages.register(tables)
        on_merge(Holding(Candidate))
        provide(items)
        remind_by(remind_of_ends)
