"""What a bulletin counts, how it is named, and the words it begins from (P9): no database, no clock."""
