"""Someone else's blank table: what stands in it, and the same file with its empty cells filled, all else untouched."""

from dangjian.foundation.documents.filling.layout import PROSE, Entry, Form, Grid, Grow, Order, Value, in_words
from dangjian.foundation.documents.filling.parent import fill, survey
from dangjian.foundation.documents.filling.spaces import spaces

__all__ = ["PROSE", "Entry", "Form", "Grid", "Grow", "Order", "Value", "fill", "in_words", "spaces", "survey"]
