"""Organisations, sites and workshops of a cluster (their allocation between colleges is a later capability)."""
