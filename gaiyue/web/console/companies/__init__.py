"""The companies of the park and the people who act for them."""
