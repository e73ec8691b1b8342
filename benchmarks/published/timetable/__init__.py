"""ITC-2019 and CB-CTT instances against the best known costs and against other solvers."""
