from django.urls import path

from tandem.surfaces.entry import account, confirm, second_step, views

urlpatterns = [
    path("", views.front, name="front"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("second-step/", second_step.code_page, name="second_step"),
    path("second-step/set-up/", second_step.set_up_page, name="set_up_app"),
    path("confirm/", confirm.confirm_page, name="confirm"),
    path("choose-role/", views.choose_role, name="choose_role"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("account/", account.account_page, name="account"),
    path("account/password/", account.change_password, name="change_password"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("begin/<str:token>/", views.begin, name="begin"),
]
