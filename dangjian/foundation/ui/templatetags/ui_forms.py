"""`{% load ui_forms %}`: fields of a Django form with label, help, source line and errors."""

from django import forms, template
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils.safestring import SafeString

register = template.Library()

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def _css(widget: forms.Widget) -> str:
    if isinstance(widget, (forms.Select, forms.SelectMultiple)) and not isinstance(widget, GROUPS):
        return "form-select"
    if isinstance(widget, (forms.CheckboxInput, *GROUPS)):
        return ""
    return "form-control"


def _described(bound: BoundField, source: str) -> str:
    parts = (("help", bound.help_text), ("source", source), ("error", bound.errors))
    return " ".join(f"{bound.auto_id}_{name}" for name, is_there in parts if is_there)


def _control(bound: BoundField, source: str) -> SafeString:
    css = " ".join(filter(None, (bound.field.widget.attrs.get("class", ""), _css(bound.field.widget))))
    attrs: dict[str, str | bool] = {"aria-describedby": _described(bound, source)} if _described(bound, source) else {}
    if css:
        attrs["class"] = css
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if bound.field.required and not isinstance(bound.field.widget, GROUPS):
        attrs["required"] = True
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, source: str = "", wide: bool = False) -> dict[str, object]:  # noqa: FBT001, FBT002 — a tag's argument
    """Draw one field; `source` says where its value came from (来自党员花名册), `wide` spans both columns."""
    return {
        "bound": bound,
        "control": _control(bound, source),
        "source": source,
        "is_group": isinstance(bound.field.widget, GROUPS),
        "is_check": isinstance(bound.field.widget, forms.CheckboxInput),
        "wide": wide,
    }


@register.inclusion_tag("ui/parts/fields.html")
def fields(form: forms.BaseForm) -> dict[str, object]:
    """Draw all visible fields in order; `form.sources` (name → words) gives the source lines, where the form has it."""
    sources: dict[str, str] = getattr(form, "sources", {})
    return {"form": form, "rows": [(bound, sources.get(bound.name, "")) for bound in form.visible_fields()]}


@register.inclusion_tag("ui/parts/errors.html")
def form_errors(form: forms.BaseForm | str) -> dict[str, object]:
    """Draw what is wrong with a form, each line leading to its field; nothing where there is none."""
    if not isinstance(form, forms.BaseForm):
        return {}
    wrong = [bound for bound in form if bound.errors] if form.is_bound else []
    return {"form": form, "wrong": wrong, "general": form.non_field_errors() if form.is_bound else []}


@register.inclusion_tag("ui/parts/posted_words.html")
def posted_words(request: HttpRequest | None) -> dict[str, object]:
    """Give back what a refused form held, secrets and tokens apart, so that nothing typed is lost."""
    pairs = request.POST.lists() if request is not None and request.method == "POST" else ()
    return {"words": [value for name, values in pairs if not _is_secret(name) for value in values if value.strip()]}


def _is_secret(name: str) -> bool:
    return name in {"csrfmiddlewaretoken", "once", "back"} or any(word in name for word in ("password", "pin", "token"))
