"""人员: one row a person, whatever posts, sign-ins or memberships they have."""
