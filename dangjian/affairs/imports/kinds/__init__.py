"""What a roster may list: each kind checks its rows and writes them."""
