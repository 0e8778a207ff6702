"""What we know: the model, who is who, the store, the search, the trace, the export.

Imports only `corpus` and plain libraries, never Flask or spaCy. Start reading at `kb/model.py`.
"""
