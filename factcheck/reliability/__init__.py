"""Sources judged: who can be relied on, who copies, what the best supported answers are, and how sure that is."""
