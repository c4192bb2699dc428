"""What a team may have learned for some of the people it meets, as a team says it when it signs on.

A pathway of the criteria names the skills to bring. They describe the team, never the person.
"""

from enum import StrEnum


class Skill(StrEnum):
    VETERANS = "veterans"
    YOUTH = "youth"
    OLDER_ADULTS = "older_adults"
    DEVELOPMENTAL = "developmental"
    PERINATAL = "perinatal"


SKILL_LABELS = {
    Skill.VETERANS: "Veterans",
    Skill.YOUTH: "Children and youth",
    Skill.OLDER_ADULTS: "Older adults",
    Skill.DEVELOPMENTAL: "Autism and intellectual disability",
    Skill.PERINATAL: "Pregnancy and new babies",
}
