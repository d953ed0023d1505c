"""Ways of answering without a language model: a file each, one function each.

Each takes what was understood and found and returns a draft, or None where it has nothing to say.
"""
