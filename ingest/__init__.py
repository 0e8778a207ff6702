"""From file to facts: readers → paragraphs → head and foot → outline → extraction → importer.

Imports `kb` and `corpus`. Start reading at `ingest/parse.py`, the whole way in one function.
"""
