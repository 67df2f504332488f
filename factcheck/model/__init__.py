"""The types that the stages exchange. All of them are frozen, and complete when they are made."""
