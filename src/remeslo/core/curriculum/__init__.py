"""The term: elements, norms and a calendar in; the shortest lawful plan, its bound and its causes out."""
