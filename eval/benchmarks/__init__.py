"""Times and memory, set against what nothing could do without: reading the text and one pass through the embedding model.

A ratio in one run on one machine says the same on a slow machine as on a fast one. Nothing in the tests depends on a time.
"""
