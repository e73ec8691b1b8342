"""Results: facts of a cluster that one side enters and the other confirms, evidence, learners' names, indicators."""
