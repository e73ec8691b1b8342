"""Assignment of a generated cluster of 1,000 teachers and 400 elements: seconds, gaps, memory, growth, peers."""
