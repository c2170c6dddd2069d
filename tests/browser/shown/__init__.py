"""The pages of the product by part, each in the states that look different."""
