"""The invented country into the database: structure, facts, figures; what is there already is passed over."""

from remeslo.web.launch.country.load import NotTheSame, load_country

__all__ = ["NotTheSame", "load_country"]
