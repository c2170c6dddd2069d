"""The park's calendar of working days."""
