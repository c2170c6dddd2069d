"""A database backend: Django's PostgreSQL with prepared statements for hot deeds, and a look instead of a question."""
