"""The rules that `check` judges a plan by, one module a subject; nothing here knows a solver."""
