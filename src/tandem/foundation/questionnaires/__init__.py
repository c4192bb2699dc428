"""Questionnaires: screening tools and forms as editions, their skips, their scoring, and what a page needs to ask them.

One definition format (FHIR R4 Questionnaire, a subset) and one answer shape serve every form. Nothing is stored here:
each category of law keeps its own answer table, which is why a definition without a category is refused.
"""
