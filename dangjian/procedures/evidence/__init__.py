"""佐证: what took place, once, as facts that several things may count; and what a record is written off against."""
