"""How people meet it: the pages, their JSON twins, downloads, and the command line.

Imports every other room and is imported by none. Start reading at `web/app.py`.
"""
