"""
Many independent jobs over several processes or machines: none lost, none done twice.

``ledger`` keeps what is done (files in a folder), ``work`` hands out what is left, ``local`` and ``distributed`` are
crews of workers, ``progress`` is the one view of it all, ``allocating`` the job of allocating one cluster's year.
"""
