"""A roster of people: each row a person, a membership, a spell and an entry."""
