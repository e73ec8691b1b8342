"""Short courses for adults cut from programmes, and individual plans with recognised prior learning."""
