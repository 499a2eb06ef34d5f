"""Assembled: settings, addresses, middleware, navigation, home, the command line, the demo county."""
