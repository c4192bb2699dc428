from django.urls import path

from tandem.surfaces.entry import account, banner, confirm, factors, passkeys, resting, second_step, single, views

urlpatterns = [
    path("", views.front, name="front"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("second-step/", second_step.code_page, name="second_step"),
    path("second-step/set-up/", second_step.set_up_page, name="set_up_app"),
    path("second-step/set-up/passkey/", passkeys.set_up, name="set_up_passkey"),
    path("passkey/options/", passkeys.options, name="passkey_options"),
    path("passkey/new/", passkeys.new_options, name="passkey_new"),
    path("passkey/sign-in/", passkeys.sign_in, name="passkey_sign_in"),
    path("account/app/", factors.change_app, name="change_app"),
    path("account/recovery-codes/", factors.new_codes, name="new_recovery_codes"),
    path("account/sessions/<uuid:session_id>/end/", factors.end_session, name="end_session"),
    path("account/passkeys/", passkeys.add, name="add_passkey"),
    path("account/passkeys/<uuid:passkey_id>/remove/", passkeys.remove, name="remove_passkey"),
    path("sso/", single.there, name="sso"),
    path("sso/back/", single.back, name="sso_back"),
    path("notice/", banner.notice_page, name="notice"),
    path("still-here/", resting.still_here, name="still_here"),
    path("lock/", resting.lock, name="lock"),
    path("unsaved/", resting.keep_unsaved, name="keep_unsaved"),
    path("unsaved/take/", resting.take_unsaved, name="take_unsaved"),
    path("confirm/", confirm.confirm_page, name="confirm"),
    path("choose-role/", views.choose_role, name="choose_role"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("account/", account.account_page, name="account"),
    path("account/password/", account.change_password, name="change_password"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("begin/<str:token>/", views.begin, name="begin"),
]
