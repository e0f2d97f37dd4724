### Parts of a page that come when they are wanted.

web-late-coming = Opening…
web-late-missed = This part could not be opened.
web-late-remedy = There is no connection, or the server has a new version. Load the page again; what you are looking at is kept.
web-late-anew = Load the page again
