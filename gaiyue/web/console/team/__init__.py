"""Staff and departments."""
