"""The desk: where collectors, supervisors and admins work. The verbs it calls are in ``outreach``."""
