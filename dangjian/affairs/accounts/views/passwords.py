"""One's own password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dangjian.access import lockout
from dangjian.access.gates import ActorRequest, signed_in
from dangjian.affairs.accounts.forms import PasswordForm
from dangjian.affairs.accounts.services import passwords
from dangjian.foundation.time import now

WRONG = "密码没有改：现在的密码不正确，或已连续输错 5 次被锁定 30 分钟。"


@signed_in("GET", "POST")
def change(request: ActorRequest) -> HttpResponse:
    """Change one's own password, or give oneself the first one."""
    form = PasswordForm(request.POST or None, has_password=passwords.has_one(by=request.actor))
    if form.is_valid():
        typed = form.cleaned_data
        account = passwords.change(
            by=request.actor,
            current=typed.get("current", ""),
            new=typed["password"],
            source=lockout.source_of(request),
            at=now(),
        )
        if account:
            update_session_auth_hash(request, account)
            messages.success(request, "密码已改。您在别处的登录已退出。")
            return redirect("/")
        # Not a 422: that would roll back the count of wrong passwords.
        messages.error(request, WRONG)
        return redirect("accounts:password")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.is_bound else 200)
