"""Villages as pages read them."""
