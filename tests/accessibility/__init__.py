"""Tests that every page can be read and worked by people who see, hear or move otherwise."""
