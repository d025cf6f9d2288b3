"""The reach report: built once from questions, without a language, and then written in five formats."""
