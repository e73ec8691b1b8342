"""What if: a problem changed in one or more named ways, solved again, and compared with the plan before."""
