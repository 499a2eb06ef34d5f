"""A county's roster from workbook to committed rows, beside the fastest parse and COPY of the same rows."""
