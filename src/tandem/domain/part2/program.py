"""Whether an organization is a Part 2 program (law.md, P16): its own setting, and the most protective answer without one."""

from uuid import UUID

from tandem.foundation.organizations.models import Organization, Part2Setting


def is_part2(organization_id: UUID | None) -> bool:
    """Whether what this organization writes about substance use is a Part 2 record: yes, until it said no with a reason."""
    found = Organization.objects.filter(pk=organization_id).first()
    if found is None or found.part2_program:
        return True
    return not Part2Setting.objects.filter(organization=found, program=False).exists()
