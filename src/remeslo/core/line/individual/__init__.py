"""Individual plans: what a learner knows already is recognised, the rest is planned as short as the norms allow."""
