"""Old files: what a workbook's columns mean, what its days contradict, and the list of conflicts to take away."""
