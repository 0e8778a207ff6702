"""What leaves the house in other systems' shapes: the interchange JSON with its JSON Schema.

Imports `kb.model` only; never reads the store itself. Start reading at `kb/export/interchange.py`.
"""
