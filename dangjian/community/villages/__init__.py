"""Village matters (四议两公开), village rules, disclosure, and questions of villagers, with a page open to everybody."""
