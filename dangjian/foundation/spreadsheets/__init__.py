"""Tables written as Excel files that need no retouching: title, a line of facts, heads that repeat when printed."""

from dangjian.foundation.spreadsheets.writing import Column, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

__all__ = ["XLSX", "Column", "workbook"]
