"""
Figures of units rolled up over several hierarchies: sums, states, comparison, approval, and what must stay hidden.

Paths come as plain values (see `leaf.Paths`): this part knows no registry, and `core.line` joins the two.
"""
