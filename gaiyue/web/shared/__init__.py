"""What the pages of both faces are made of."""
