"""Casebase measured side by side with its peers; `make bench` prints one table of ratios."""
