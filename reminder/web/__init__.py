"""Pages in a browser: the agencies' own, opened by a link, and what all pages share."""
