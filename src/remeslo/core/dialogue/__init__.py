"""The open dialogue with business: questions, meetings, votes, decisions and what becomes of them."""
