"""What can be done with plans of staff: ask for a run, carry it out, change by hand, publish, offer."""
