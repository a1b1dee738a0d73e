"""Training of trainers: courses, events, how far they travelled, and the duty to pass it on."""
