"""Programmes as the line planned them: constructor result, curriculum, calendar, pictures, trace, versions."""
