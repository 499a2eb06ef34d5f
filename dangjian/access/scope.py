"""The one doorway to rows: ``Model.objects.visible_to(actor)``."""

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Case, Q, Value, When

from dangjian.access.actors import Actor

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)

if TYPE_CHECKING:
    Text = models.CharField[str, str]
else:
    Text = models.CharField


class PathField(Text):
    """A place in the tree: text compared bytewise, so that a subtree is an index range.

    ``follows=False``: what it tells of is over, or is no place of a body; a moved body leaves it alone.
    """

    def __init__(self, *args: Any, follows: bool = True, **kwargs: Any) -> None:  # noqa: ANN401  # Django's signature
        self.follows = follows
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("db_collation", "C")
        super().__init__(*args, **kwargs)


class ScopedQuerySet(models.QuerySet[Row_co]):
    """Rows that belong in the tree, by the path column named in ``scope_path``."""

    scope_path: ClassVar[str] = "org_path"

    is_walked: bool = False

    def visible_to(self, actor: Actor) -> Self:
        """Rows within the scope of the permission that ``actor`` is narrowed to."""
        within = actor.within(self.scope_path)
        return self.filter(_opaque(within) if self.is_walked else within)

    def walked(self) -> Self:
        """Let the ``visible_to`` that follows check each row's place, not look rows up by it.

        For a list that walks a whole county by name: the planner takes county and place for independent, thinks
        that hardly a row meets both, and would fetch the whole county by place to sort it.
        """
        rows = self.all()
        rows.is_walked = True
        return rows


def _opaque(condition: Q) -> Case:
    """Return the condition as an expression that the planner knows nothing of: it assumes half the rows meet it."""
    return Case(When(condition, then=Value(value=True)), default=Value(value=False), output_field=models.BooleanField())
