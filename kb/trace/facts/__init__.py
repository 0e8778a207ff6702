"""What differs between two linked passages, fact by fact: one module a kind of fact.

Each compares two `Side`s (kb/trace/facts/side.py) and returns `kb.model.Change`s with the words as
they stand in the texts. `kb/trace/deviations.py` calls them and decides what counts twice.
"""
