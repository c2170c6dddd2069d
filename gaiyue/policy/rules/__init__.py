"""The regulation, one file per deed: pure functions from facts and limits to a Decision."""
