"""English apprenticeships: monthly instalments, completion, balancing, incentives, maths and English."""
