"""The page on which an agency sees what it owes and answers, opened by a link, and its private calendar feed."""
