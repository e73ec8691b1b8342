"""The parts that organisations play in a cluster."""

from enum import StrEnum


class OrganisationRole(StrEnum):
    """Part an organisation plays in its cluster (DOMAIN sheet §1)."""

    BASE_COLLEGE = "base_college"
    NETWORK_COLLEGE = "network_college"
    ANCHOR_EMPLOYER = "anchor_employer"
    PARTNER_EMPLOYER = "partner_employer"
    CORPORATE_UNIVERSITY = "corporate_university"
    MANAGING_BODY = "managing_body"
    REGION_AUTHORITY = "region_authority"

    @property
    def is_college(self) -> bool:
        """True for organisations that admit students."""
        return self in (OrganisationRole.BASE_COLLEGE, OrganisationRole.NETWORK_COLLEGE)

    @property
    def is_employer(self) -> bool:
        """True for organisations that state demand."""
        return self in (
            OrganisationRole.ANCHOR_EMPLOYER,
            OrganisationRole.PARTNER_EMPLOYER,
            OrganisationRole.CORPORATE_UNIVERSITY,
        )
