"""Official papers as Word files, laid out by GB/T 9704-2012: knows pages, heads, levels and tables, no business."""

from dangjian.foundation.documents.paper.annex import Table, annex
from dangjian.foundation.documents.paper.body import addressees, annex_note, paragraphs, signature, title
from dangjian.foundation.documents.paper.forms import Blank, Form, packed_form
from dangjian.foundation.documents.paper.heads import Masthead, letterhead, masthead
from dangjian.foundation.documents.paper.imprint import imprint
from dangjian.foundation.documents.paper.packing import DOCX, packed
from dangjian.foundation.documents.paper.sheet import sheet

__all__ = [
    "DOCX",
    "Blank",
    "Form",
    "Masthead",
    "Table",
    "addressees",
    "annex",
    "annex_note",
    "imprint",
    "letterhead",
    "masthead",
    "packed",
    "packed_form",
    "paragraphs",
    "sheet",
    "signature",
    "title",
]
