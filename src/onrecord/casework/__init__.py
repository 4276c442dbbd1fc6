"""The use cases: the only room that knows the stages and the store."""
