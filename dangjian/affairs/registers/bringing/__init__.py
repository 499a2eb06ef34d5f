"""A filled workbook becomes lines: columns found by their heads, every cell checked, written set-wise by COPY."""
