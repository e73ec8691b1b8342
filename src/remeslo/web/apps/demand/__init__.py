"""Employers' demand cards."""
