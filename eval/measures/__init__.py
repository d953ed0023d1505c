"""The measures: pure functions from what a system gave and what the gold says to a number. Shares run from 0 to 1."""
