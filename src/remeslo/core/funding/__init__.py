"""Money that follows results: dated rule packs, what is due by the facts of a day, settlement, ledger, clawback."""
