"""Places: from a name to one place of the administrative tree, always relative to who is speaking.

Lives here: the tree (`tree`), names to places (`resolve`), issuers (`issuers`), document numbers
(`numbers`). May import: corpus tables and kb.model, nothing else. Start with `resolve_region`.
"""

from kb.regions.issuers import region_of_issuer
from kb.regions.numbers import region_of_document_number
from kb.regions.resolve import (
    candidates,
    leading_region,
    regions_named_in,
    relative_region,
    resolve_region,
)
from kb.regions.tree import NATIONAL, Region, is_above, line_of, members, region

__all__ = [
    "NATIONAL",
    "Region",
    "candidates",
    "is_above",
    "leading_region",
    "line_of",
    "members",
    "region",
    "region_of_document_number",
    "region_of_issuer",
    "regions_named_in",
    "relative_region",
    "resolve_region",
]
