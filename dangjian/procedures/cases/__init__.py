"""办件: a case goes through its steps; whose turn, what paper is missing, which days, by which article."""
