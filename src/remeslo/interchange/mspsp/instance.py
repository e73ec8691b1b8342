"""What an MSPSP file says, value by value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """A task: ``duration`` periods; ``required`` workers of each skill; ``successors`` are task numbers from 1."""

    duration: int
    required: tuple[int, ...]
    successors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class MspspInstance:
    """Tasks, and the skills (numbers from 1) of each worker."""

    name: str
    tasks: tuple[Task, ...]
    skills_of: tuple[frozenset[int], ...]
    num_skills: int
