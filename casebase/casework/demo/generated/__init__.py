"""A generated office of any size: invented cases in believable numbers, for demonstration, tests and measurement.

Nothing in it is real but the names of places and statutes; every row is marked as a demonstration.
"""

from casebase.casework.demo.generated.filling import FEWEST, fill_generated

__all__ = ["FEWEST", "fill_generated"]
