"""Pictures of indicators, drawn by the server as SVG; each stands beside its table."""
