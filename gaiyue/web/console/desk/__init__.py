"""The counter's day: the board, receiving, calling."""
