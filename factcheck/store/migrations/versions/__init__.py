"""One module a revision. What has been released is never edited: a change of the schema is a new revision."""
