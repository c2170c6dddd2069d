"""Services with their materials and counters, and locations."""
