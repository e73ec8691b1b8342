"""From term plans and teaching duties to allocation, and back: what a grant means for a group's weeks."""
