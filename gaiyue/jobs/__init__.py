"""Leased work, its retries and its schedule; and the answers of deeds that were asked twice."""
