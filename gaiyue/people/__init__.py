"""Enterprises, their members, staff and departments; from a request to an Actor."""
