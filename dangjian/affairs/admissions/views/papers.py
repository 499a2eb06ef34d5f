"""Papers of an admission as Word files."""

from uuid import UUID

from django.http import Http404, HttpResponse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.admissions import papers
from dangjian.affairs.admissions.services import note_paper
from dangjian.affairs.admissions.views.days import this_day
from dangjian.affairs.admissions.views.shown import reached
from dangjian.foundation.documents.paper import DOCX
from dangjian.foundation.time import now
from dangjian.foundation.ui.downloads import download


@requires(Permission.ADMISSION_VIEW)
@inside
def paper(request: ActorRequest, admission_id: UUID, paper: str) -> HttpResponse:
    """Give a paper of the organization, filled with what is known; nobody takes those of their own admission."""
    admission = reached(request, admission_id)
    found = papers.PAPERS.get(paper)
    if found is None or admission.person_id == request.actor.person_id:
        raise Http404
    note_paper(by=request.actor, admission=admission, paper=found.title)
    content = papers.made(found, admission, on=this_day(), at=now())
    return download(content, f"{found.title}（{admission.person.name}）.docx", DOCX)
