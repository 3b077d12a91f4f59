"""The same tree as the program: tests/<room>/test_<module>.py."""
