"""Which days are working days, which days the park is open, and the arithmetic on them."""
