"""A fictional office filled with real published cases, so that a newcomer sees the house at work.

The facts of each case are published and their source is shown; every finding, visit detail and paper beyond the
source is made up here, and marked as a demonstration on screen and on paper.
"""

from casebase.casework.demo.filling import fill, is_empty

__all__ = ["fill", "is_empty"]
