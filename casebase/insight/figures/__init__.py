"""Figures: what the office's work looks like, one question of queries/ for each, never of what a person may not see."""
