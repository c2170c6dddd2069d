"""The pages: for companies, for staff, and what both are made of."""
