"""The frame of every page: what a person may open, and who is signed in."""

from casebase.ui.frame import open_page

open_page()
