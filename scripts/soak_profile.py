"""The profile of Hypothesis for `make soak`: many more examples, none cut short."""

from hypothesis import settings

settings.register_profile("soak", max_examples=20_000, deadline=None)
