"""Boards of figures from college to country: comparison, approval, yearly reports, ranking, exports."""
