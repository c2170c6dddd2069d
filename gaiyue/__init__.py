"""改约: every appointment of the park can be moved, and every rule says why."""
