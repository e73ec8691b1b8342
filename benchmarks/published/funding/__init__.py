"""A country's settlement and indicators: seconds, memory and equality, at 1,000, 100,000 and 1,000,000 learners."""
