"""What a person may type about lists and tasks; what the law says of it is the services' business."""

from dangjian.programme.tasks.forms.answers import ExtensionForm, PassOnForm, ProxyReportForm, ReportForm, WordsForm
from dangjian.programme.tasks.forms.lists import ImportForm, ListForm
from dangjian.programme.tasks.forms.targets import TargetsForm
from dangjian.programme.tasks.forms.tasks import AdoptionForm, TaskForm

__all__ = [
    "AdoptionForm",
    "ExtensionForm",
    "ImportForm",
    "ListForm",
    "PassOnForm",
    "ProxyReportForm",
    "ReportForm",
    "TargetsForm",
    "TaskForm",
    "WordsForm",
]
