"""党务管理: people, accounts, bodies, members, posts."""
