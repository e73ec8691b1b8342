"""Pages of results: indicators, facts, the other side's word, entering, importing, evidence, names."""
