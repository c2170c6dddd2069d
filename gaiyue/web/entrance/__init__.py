"""The way in: signing in and up, passwords, one's own account."""
