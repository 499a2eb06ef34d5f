"""One's own record as its page shows it, who looked at it, and requests as those who answer see them."""
