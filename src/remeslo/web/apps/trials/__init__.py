"""What if: a term solved again under other settings; the price list of its norms and resources. In the background."""
