"""What happened: append-only, written in the transaction of the change; numbered and chained by the relay."""
