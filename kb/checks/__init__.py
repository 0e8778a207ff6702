"""What a careful reviewer would flag in one notice. Start with `findings_of`; one check a function.

Imports only `kb.model` and tables. Codes, severities and Chinese names: corpus/tables/finding_kinds.tsv.
"""

from kb.checks.run import findings_of, kind_name
from kb.checks.shelf import with_shelf_findings

__all__ = ["findings_of", "kind_name", "with_shelf_findings"]
