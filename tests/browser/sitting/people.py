"""Who sits at the table that begins without a programme."""

METHODIST, HEAD, SECOND, THIRD = "metodist", "rabotodatel", "universitet", "osnastka-predstavitel"
PASSWORD = "obrazets-Pyatiosevoy-27"
"""Of the account of the third employer's representative; the others are demo people without passwords."""
