"""A graph directory as a whole: building it, choosing from it, looking actors up, counting dyads."""
