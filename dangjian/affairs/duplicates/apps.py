from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    """Duplicates: told of every ID number that is set; the record page shows the number of an open case."""

    name = "dangjian.affairs.duplicates"
    label = "duplicates"
    verbose_name = "重复档案"

    def ready(self) -> None:
        from dangjian.affairs.duplicates.finding import noticed
        from dangjian.affairs.duplicates.following import follow_member
        from dangjian.affairs.duplicates.queries import sections
        from dangjian.affairs.members import settling
        from dangjian.affairs.people import doors, holdings

        doors.on_identified(noticed)
        holdings.register(holdings=sections)
        settling.register(follow_member)
