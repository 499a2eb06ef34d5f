"""台账: registers defined as data, filled once, confirmed, summed up the tree; what they hold fills blanks."""
