"""The API: the same deeds, queries and rules as the pages, for programs with a token."""
