"""One app a subject; each rests only on those below it: planning, programmes, demand, frameworks, registry, common."""
