"""What is known of an enterprise and of a college when partners are looked for."""

from dataclasses import dataclass

from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the globe: degrees, latitude -90..90, longitude -180..180; raises ProblemError beyond."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ProblemError(f"point {self.latitude}, {self.longitude}: latitude -90..90, longitude -180..180.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """
    One job that an enterprise needs people for.

    Parameters
    ----------
    people
        Needed in one year (the year that needs most), > 0.
    programmes
        Codes of state standards that the enterprise has in mind: ``15.01.38``.
    functions
        Work functions asked for, by key and without an edition: ``40.902/B/01.4``.
    equipment
        Names of machines that the people are to work on.
    """

    key: str
    title: str
    people: int
    programmes: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    equipment: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.people <= 0:
            raise ProblemError(f"ask {self.key}: people must be > 0, got {self.people}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """
    A programme of a college.

    Parameters
    ----------
    code
        Of the state standard.
    functions
        Work functions that its graduates master.
    places
        Entrants a year, >= 0; 0 when it is not known.
    taught
        False when the college has the licence and nobody studies it today.
    """

    code: str
    title: str = ""
    functions: frozenset[str] = frozenset()
    places: int = 0
    taught: bool = True

    def __post_init__(self) -> None:
        if self.places < 0:
            raise ProblemError(f"programme {self.code}: places must be >= 0, got {self.places}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseProfile:
    """An enterprise: what it asks for and where it is."""

    key: str
    name: str
    asks: tuple[Ask, ...] = ()
    region: str = ""
    settlement: str = ""
    point: Point | None = None

    @property
    def people(self) -> int:
        """Needed in a year, over all asks."""
        return sum(a.people for a in self.asks)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollegeProfile:
    """A college: what it teaches or may teach, on what, and where it is."""

    key: str
    name: str
    programmes: tuple[Taught, ...] = ()
    equipment: tuple[str, ...] = ()
    region: str = ""
    settlement: str = ""
    point: Point | None = None
