"""The chapters of a pack: a file each, one function each, from what was found to blocks."""
