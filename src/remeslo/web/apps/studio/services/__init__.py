"""
What can be done at a table; each a short transaction, with who and when as arguments.

    tables      open_table, name_head, take_newer_outline
    changes     change, change_many, undo, rebuild          -> Applied | Contested
    preview     preview                                     -> Impact | None, nothing is written
    remarks     remark, settle
    proposals   propose, vote, apply_proposal, refuse_proposal, withdraw_proposal, refresh_proposal
    readiness   readiness: what stands in the way, and who must sign
    signing     start_signing, sign, unfreeze
    publishing  publish
    asking      ask_term; answering: the worker's side
    showing     show_table: the example's table

Refusals are exceptions of `refusals`, each with what the page needs to say why.
"""
