"""Which classes each student attends: seats for all first, then as few conflicts as can be had."""
