"""The reader of the event log."""
