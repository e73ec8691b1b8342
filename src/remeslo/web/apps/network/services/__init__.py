"""What can be done with the allocation: ask for a run, carry it out, accept, publish, request and answer."""
