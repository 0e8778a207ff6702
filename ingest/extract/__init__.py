"""From the clause tree to facts: a spaCy pipeline, one component a kind of fact.

The only room that loads spaCy. The grammar of each kind is a plain function in its own module;
`pipeline.py` strings them together. Start reading there.
"""
