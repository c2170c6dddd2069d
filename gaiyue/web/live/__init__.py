"""Open pages follow what others do: server-sent events out of the numbered record."""
