"""A register's definition as data: fields, values, checks, formulas, periods; no Django, no clock."""
