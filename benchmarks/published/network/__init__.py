"""Allocation of workshops between colleges, measured on invented clusters."""
