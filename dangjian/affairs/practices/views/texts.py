"""Texts of procedures: the shipped ones and the county's own, each as people read it; a draft begun."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.practices import queries
from dangjian.affairs.practices.forms import HeadForm
from dangjian.affairs.practices.reading import lines_of
from dangjian.affairs.practices.rules import FAMILY, is_local
from dangjian.foundation.time import today
from dangjian.procedures.definitions import services


@requires(Permission.PRACTICE_EDIT)
def index(request: ActorRequest) -> HttpResponse:
    """List every procedure that the county has or may tighten."""
    texts = queries.texts(request.actor)
    context = {
        "heading": "程序文本",
        "sub": "上级规定的步骤不能删、不能放宽；县里可以加步骤、加材料、把期限定得更严，也可以写自己的程序",
        "own": [text for text in texts if is_local(text.key)],
        "shipped": [text for text in texts if not is_local(text.key)],
    }
    return render(request, "practices/texts.html", context)


@requires(Permission.PRACTICE_EDIT, post=Permission.PRACTICE_EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Begin a procedure of the county's own."""
    form = HeadForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        draft = services.begin(by=request.actor, key=f"{FAMILY}.{uuid4().hex[:12]}", title=said["title"], base=None)
        services.save(
            by=request.actor, draft=draft, revision=draft.revision, title=said["title"], basis=said["basis"], steps=[]
        )
        messages.success(request, "草稿已建，一步一步写。")
        return redirect("practices:draft", draft.public_id)
    context = {
        "form": form,
        "heading": "写一个程序",
        "sub": "先起名，再一步一步写；发布以前，基层看不到",
        "form_address": reverse("practices:new-text"),
        "cancel_address": reverse("practices:texts"),
        "submit_label": "下一步：写步骤",
        "draft_key": f"practice-text:{request.actor.account_id}",
    }
    return render(request, "ui/form.html", context, status=422 if form.errors else 200)


@requires(Permission.PRACTICE_EDIT)
def page(request: ActorRequest, key: str) -> HttpResponse:
    """Show the text in force, step by step."""
    text = _text(request, key)
    in_force = text.current.procedure if text.current else text.shipped
    context = {
        "heading": text.title,
        "sub": text.whose,
        "text": text,
        "lines": lines_of(in_force.steps, today()) if in_force else (),
        "basis": text.current.basis if text.current else "",
        "since": text.current.published_on if text.current else None,
        "copies_address": reverse("practices:copies", args=[key]),
    }
    return render(request, "practices/text.html", context)


@requires(post=Permission.PRACTICE_EDIT)
def copies(request: ActorRequest, key: str) -> HttpResponse:
    """Begin the county's copy of a text, or the next version of its own."""
    text = _text(request, key)
    draft = services.begin(by=request.actor, key=key, title=text.title, base=text.shipped)
    messages.success(request, "草稿已建。发布以前，正在办的和新立项的都按现行的办。")
    return redirect("practices:draft", draft.public_id)


def _text(request: ActorRequest, key: str) -> queries.Text:
    found = next((text for text in queries.texts(request.actor) if text.key == key), None)
    if found is None:
        raise Http404
    return found
