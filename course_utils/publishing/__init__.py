"""The course as a website and as editions: reads lessons, runs none of them."""

from __future__ import annotations

from .site import Built, build_site

__all__ = ["Built", "build_site"]
