"""Question in, checked answer out. Imports `ingest`; `eval` imports this package."""
