"""People who teach: what they can do, what teaching asks of them, who teaches what, who must learn what."""
