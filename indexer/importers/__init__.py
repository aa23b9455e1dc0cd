"""Foreign formats -> a data folder of ours: a module a format (national, portal), what they share, the writer.

A record becomes a Procedure by small pure functions, each named after what it reads. Nothing is guessed and
nothing is dropped in silence: what has no place in the model stays as text in a note, and the report says so.
"""
