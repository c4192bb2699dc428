"""Screening instruments given to a person, answer by answer, with the edition whose words were read."""
