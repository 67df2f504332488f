"""The desk: an archive in the browser, for people to read, judge and share. FastAPI is imported when it is served."""
