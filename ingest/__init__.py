"""Documents in, passages and register out: everything up to the index.

Imports nothing of ours; `assistant` and `eval` import this package, never the other way round.
"""
