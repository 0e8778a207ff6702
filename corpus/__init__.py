"""What we read: the shelf of originals, our own sample notices, the reference tables.

Imports nothing of the project. Start reading at `corpus/shelf.py`.
"""
