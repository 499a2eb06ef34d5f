"""A roster of appointments: each row a person, a post at a body, and since when."""
