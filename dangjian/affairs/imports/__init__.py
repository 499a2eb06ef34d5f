"""表格导入: bodies, posts and people from the workbook that exists; preview, confirm, undo."""
