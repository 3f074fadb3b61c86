"""Use cases: what the window and the command line do with a library. Knows neither of them."""
