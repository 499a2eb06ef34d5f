"""Village matters (四议两公开), village rules, disclosure, questions of villagers, and a page open to everybody."""
