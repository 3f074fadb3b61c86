"""Which photos are copies of each other, and the evidence for it."""
