"""Fills a workbook: values into one or more sheets, and a sheet of notes behind the last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dangjian.foundation.documents.filling import trees
from dangjian.foundation.documents.filling.cells import Sheet, day_styles, letters_of
from dangjian.foundation.documents.filling.layout import Order
from dangjian.foundation.documents.filling.package import Package

_BOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WIDTHS: Final = (26, 30, 44, 18)


def write(package: Package, order: Order) -> bytes:
    """Return the workbook with what is ordered written into it."""
    book = package.open(_BOOK)
    n = book.tag.rpartition("}")[0] + "}"
    sheets = book.find(f"{n}sheets")
    targets = package.targets(_RELATIONS, "xl")
    styles = next((name for kind, name in targets.values() if kind == "styles"), None)
    days = day_styles(package.open(styles)) if styles else frozenset()
    texts = next((name for kind, name in targets.values() if kind == "sharedStrings"), None)
    shared = list(package.open(texts)) if texts else []
    properties = book.find(f"{n}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    visible = [sheet for sheet in sheets if sheet.get("state", "visible") == "visible"]
    parts = [targets[_relation_of(sheet)] for sheet in visible]
    parts = [(kind, name) for kind, name in parts if kind == "worksheet"]
    for number, (_, name) in enumerate(parts):
        sheet = Sheet(package.open(name), days, shared, is_1904=is_1904)
        _write_sheet(sheet, number, order)
        package.put(name, sheet.root)
    _reckon_anew(book, n)
    _add_notes(package, book, sheets, order)
    package.put(_BOOK, book)
    return package.written()


def _relation_of(sheet: trees.Tree) -> str:
    return next(str(value) for name, value in sheet.attrib.items() if name.endswith("}id"))


def _write_sheet(sheet: Sheet, number: int, order: Order) -> None:
    for more in order.grow:
        if more.grid == number:
            sheet.grow(more)
    sheet.fill(entry for entry in order.entries if entry.grid == number)
    sheet.forget_results()


def _reckon_anew(book: trees.Tree, n: str) -> None:
    """Have the office program reckon every formula when the file is opened."""
    reckoning = book.find(f"{n}calcPr")
    if reckoning is None:
        reckoning = trees.element(f"{n}calcPr")
        before = [found for tag in ("definedNames", "externalReferences", "functionGroups", "sheets")
                  if (found := book.find(f"{n}{tag}")) is not None]  # fmt: skip
        before[0].addnext(reckoning)
    reckoning.set("fullCalcOnLoad", "1")


def _add_notes(package: Package, book: trees.Tree, sheets: trees.Tree, order: Order) -> None:
    number = next(n for n in range(1, 999) if f"xl/worksheets/sheet{n}.xml" not in package.names)
    name = f"xl/worksheets/sheet{number}.xml"
    package.put(name, _notes(book, order.notes))
    package.declare(name, _SHEET_TYPE)
    identity = package.relate(_RELATIONS, like="worksheet", target=f"worksheets/sheet{number}.xml")
    taken = {sheet.get("name") for sheet in sheets}
    title = next(t for t in (order.title, *(f"{order.title}{n}" for n in range(2, 99))) if t not in taken)
    ids = [int(sheet.get("sheetId")) for sheet in sheets]
    model = next(iter(sheets))
    relation = next(key for key in model.attrib if key.endswith("}id"))
    added = trees.child(sheets, model.tag, name=title, sheetId=str(max(ids) + 1))
    added.set(relation, identity)


def _notes(book: trees.Tree, notes: Sequence[Sequence[str]]) -> trees.Tree:
    n = book.tag.rpartition("}")[0] + "}"
    root = trees.element(f"{n}worksheet")
    columns = trees.child(root, f"{n}cols")
    for number, width in enumerate(_WIDTHS, 1):
        trees.child(columns, f"{n}col", min=str(number), max=str(number), width=str(width), customWidth="1")
    data = trees.child(root, f"{n}sheetData")
    for at, words in enumerate(notes, 1):
        row = trees.child(data, f"{n}row", r=str(at))
        for place, text in enumerate(words, 1):
            cell = trees.child(row, f"{n}c", r=f"{letters_of(place)}{at}", t="inlineStr")
            shown = trees.child(trees.child(cell, f"{n}is"), f"{n}t")
            shown.text = trees.plain(text)
            shown.set(_XML_SPACE, "preserve")
    return root
