"""Journeys through Chromium. A package, so that its browser and its server end with the last of these tests."""
