"""What runs the house: wiring, worker, demo data, the command line."""
