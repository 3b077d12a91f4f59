"""The language: normal form, search text, initials, dates and money as offices write them."""
