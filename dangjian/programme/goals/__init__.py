"""目标: the programme as a tree in the county's own words; lists hang on its nodes."""
