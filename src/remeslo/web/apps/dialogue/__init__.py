"""The open dialogue with business: meetings, votes, decisions, minutes, and answers to employers."""
