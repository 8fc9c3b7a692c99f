# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Signing in and out, one's own account, and the sign that somebody is at work. 登录与我的账户。"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kuangtu.accounts import services
from kuangtu.accounts.errors import SignInLocked, WrongCredentials
from kuangtu.accounts.models import Officer
from kuangtu.accounts.queries import must_change_password
from kuangtu.core.errors import Forbidden, Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.web.form_state import FormState
from kuangtu.web.language import say
from kuangtu.web.officers import actor_of, address_of
from kuangtu.web.sessions import TIMED_OUT
from kuangtu.web.trail import sign_ins_of, traces

NOT_REPEATED = Text("两次输入的新口令不同", "The two new passwords are not the same")
CHANGED = Text(
    "口令已修改，其他浏览器上的登录已失效。",
    "The password is changed; sessions in other browsers have ended.",
)
LAST_SIGN_INS = 10


class SignInForm(AuthenticationForm):
    """Asks the accounts who that is. 登录表单。"""

    is_locked = False

    def clean(self) -> dict[str, Any]:
        """Raises: ValidationError with what the person is told."""
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username is None or password is None or self.request is None:
            return self.cleaned_data
        try:
            self.user_cache = services.sign_in(
                username=username,
                password=password,
                address=address_of(self.request),
                at=timezone.localtime(),
            )
        except (SignInLocked, WrongCredentials) as error:
            self.is_locked = isinstance(error, SignInLocked)
            raise ValidationError(say(error.text), code=error.code) from error
        return self.cleaned_data


class SignIn(LoginView):
    """The sign-in page. 登录页。"""

    template_name = "web/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        timed_out = self.request.method == "GET" and TIMED_OUT in self.request.GET
        minutes = settings.SESSION_COOKIE_AGE // 60
        return super().get_context_data(**kwargs) | {"timed_out": timed_out, "minutes": minutes}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """A new session; those that have ended are removed meanwhile."""
        self.request.session.clear_expired()
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The page again with what is wrong; a lock has a status of its own."""
        status = 429 if getattr(form, "is_locked", False) else 422
        return self.render_to_response(self.get_context_data(form=form), status=status)


class SignOut(LogoutView):
    """Signing out leaves a trace. 退出。"""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, Officer):
            services.sign_out(actor=actor_of(request), address=address_of(request))
        return super().post(request, *args, **kwargs)


sign_in = SignIn.as_view()
sign_out = SignOut.as_view()


@sensitive_post_parameters()
@login_required
def my_account(request: HttpRequest) -> HttpResponse:
    """Who one is here, one's last sign-ins, and a new password."""
    form, status = FormState(), 200
    if request.method == "POST":
        form = FormState.typed(request)
        try:
            changed = new_password(request, form)
        except Invalid as error:
            form, status = form.with_problems(error.problems), 422
        except SignInLocked as error:
            form = form.with_problems([Problem(error.code, error.text, Place(field="present"))])
            status = 429
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, say(CHANGED))
            return redirect("web:my-account")
    actor = actor_of(request)
    context = {
        "form": form,
        "is_due": must_change_password(officer_of(request), timezone.localtime()),
        "days": settings.KUANGTU_PASSWORD_DAYS,
        "traces": traces(sign_ins_of(actor)[:LAST_SIGN_INS]),
    }
    return render(request, "web/account.html", context, status=status)


def new_password(request: HttpRequest, form: FormState) -> Officer:
    """Change the password as the form says. Raises: Invalid, SignInLocked."""
    if form.value("password") != form.value("repeated"):
        raise Invalid([Problem("not-repeated", NOT_REPEATED, Place(field="repeated"))])
    return services.change_own_password(
        officer=officer_of(request),
        present=form.value("present"),
        password=form.value("password"),
        address=address_of(request),
        at=timezone.localtime(),
    )


def officer_of(request: HttpRequest) -> Officer:
    """The account itself. Raises: Forbidden for nobody's."""
    if not isinstance(request.user, Officer):
        raise Forbidden
    # request.user is a lazy stand-in, which a service must not be given.
    return Officer.objects.get(pk=request.user.pk)


@require_POST
@login_required
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the middleware has done it
    """Somebody is typing: the session is renewed by the request itself."""
    return HttpResponse(status=204)
