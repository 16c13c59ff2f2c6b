"""Paths of many reports in, their analyses out, one process or several."""

from .analysing import OnError, analyze_many, analyze_named
from .naming import find_reports, name_reports
from .tasks import as_failure

__all__ = ["OnError", "analyze_many", "analyze_named", "as_failure", "find_reports", "name_reports"]
