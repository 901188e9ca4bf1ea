"""The product in plain Python: no Home Assistant, no clock, no randomness, no files."""
