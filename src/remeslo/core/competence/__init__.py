"""The competency constructor: standards and demand in, graduate model and programme design out."""
