"""The mail of a demo: what would have been sent, as an inbox. Exists only where the whole product is a demo."""
