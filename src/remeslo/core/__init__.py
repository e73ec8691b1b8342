"""The planning core: values in, values out; no I/O, no clock, no web framework."""
