"""The course as a website and as editions: reads lessons, runs none of them."""

from __future__ import annotations

from .editions import Edition, release
from .site import Built, build_site

__all__ = ["Built", "Edition", "build_site", "release"]
