"""Training that an agency's own learning system keeps: xAPI statements of a rehearsal, and a cmi5 package of scenarios.

Sources: xAPI 1.0.3 (IEEE 9274.1.1 names it); cmi5 Quartz, sections 9 (statements) and 13 (course structure). A statement
says that somebody played a scenario and finished its debrief; never what they chose, missed or answered.
"""
