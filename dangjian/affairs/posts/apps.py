from django.apps import AppConfig


class PostsConfig(AppConfig):
    """Posts: the source of every Actor."""

    name = "dangjian.affairs.posts"
    label = "posts"
    verbose_name = "职务"

    def ready(self) -> None:
        from dangjian.access.actors import register_source
        from dangjian.affairs.accounts import holdings
        from dangjian.affairs.organizations import sections
        from dangjian.affairs.posts.queries import held_by, holders, posts_and_grants
        from dangjian.affairs.posts.roll import tables
        from dangjian.channels.inbox.holders import register

        register_source(posts_and_grants)
        register(holders)
        holdings.register(held_by)
        sections.register(tables)
