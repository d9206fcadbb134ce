"""Plans that leave their day open: a warning with what is assumed for it and which rows rest on that."""

from reminder.core.catalogue import Catalogue
from reminder.rulefile.reading.findings import Findings
from reminder.words.assumed_days import ASSUMED_DAYS, assumed_facts


def undated(catalogue: Catalogue, findings: Findings) -> None:
    """A warning for each plan that does not print its day, naming the key to write."""
    for plan in catalogue.plans:
        if missing := plan.reckoned.missing:
            rows = [o.id.split("/")[1] for o in plan.obligations if plan.reckoned.carries(o.reading)]
            facts = assumed_facts(plan.reckoned, rows)
            findings.at(plan.place, "plan.issued_on", ASSUMED_DAYS[missing], "warning", **facts)
