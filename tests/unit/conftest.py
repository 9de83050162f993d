"""Hypothesis on a machine that also does other things: a slow example is no failure."""

from hypothesis import settings

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
