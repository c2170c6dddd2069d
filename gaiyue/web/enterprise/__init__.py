"""The pages for companies."""
