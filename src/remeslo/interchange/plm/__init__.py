"""Study plans of the older «Планы» (.plm.xml: Документ, Титул, СтрокиПлана), read. See FORMAT.md."""

from remeslo.interchange.plm.reader import looks_like, read

__all__ = ["looks_like", "read"]
