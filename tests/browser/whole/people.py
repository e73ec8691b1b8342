"""Who comes to the whole world by the door, and what the world is called in addresses."""

KEY = "whole"
EMPLOYER, PASSWORD = "whole-zakazchik", "obrazets-Odinnadtsatyy-31"
"""An employer's representative who signs in with a password."""
