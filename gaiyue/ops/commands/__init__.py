"""The commands of `gaiyue`, one per file."""
