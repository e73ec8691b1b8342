"""Money: rule packs, settlements, statements, the ledger, clawbacks, simulation, the trace of a rouble."""
