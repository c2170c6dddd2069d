"""A park to try things in: modelled on Lingang, with companies, history and the days ahead, by the real deeds."""
