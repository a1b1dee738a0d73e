"""The library: manuals, articles and case studies, and what came of them elsewhere."""
