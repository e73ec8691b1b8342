"""The constructor's studio: one table for employers and college, from the first change to a signed programme."""
