"""Visits for staff: search, one visit with its history, acting for a company."""
