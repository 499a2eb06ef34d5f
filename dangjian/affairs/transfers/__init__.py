"""组织关系接转: start, accept or return, receipt, archive; the national system stays the record."""
