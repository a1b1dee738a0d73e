"""Country plans, calls, partnerships and their papers, and what was learnt in them."""
