"""The gallery: every part and every page shape in every state, with invented contents."""

from dangjian.foundation.ui.gallery.pages import SHAPES, page

__all__ = ["SHAPES", "page"]
