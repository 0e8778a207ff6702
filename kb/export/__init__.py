"""What leaves the house: the interchange JSON with its schema, tables as files, the printed notice.

Imports `kb.model`, the plain tables of `kb.matrix` and the plain paragraphs of `kb.draft`; never reads the
store itself. Start reading at `interchange.py`, `table_files.py` (xlsx, docx, csv, json, ics) and
`official_docx.py`.
"""
