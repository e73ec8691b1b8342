"""From graduate model to programme: elements, hours, attestations, and which element teaches what."""
