"""The course as a website and as editions: reads lessons, runs none of them."""
