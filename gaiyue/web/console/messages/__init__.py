"""The messages that got stuck, for staff."""
