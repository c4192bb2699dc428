"""Taking a person to an emergency department or crisis center: the notice before arrival, its answer, four times.

The notice and the answer are a provider's words about care. The four times say where the unit stands, as the five
times of a call do, and name nobody.
"""
