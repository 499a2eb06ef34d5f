"""职务: who holds which post at which body from when to when; rights follow the posts of today."""
