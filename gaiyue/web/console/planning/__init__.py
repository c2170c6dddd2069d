"""Blocks, templates, closures, capacity."""
