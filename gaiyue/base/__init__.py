"""What every room stands on: clock, actor, errors, references, transactions, cells."""
