"""Addresses of the phone. They name ids and words of the phone's own, never a person."""

from django.urls import path

from tandem.surfaces.field.phone import asks, built, lease, left, left_work, me, photos, referral_link, shift, work

urlpatterns = [
    path("phone/api/me", me.who, name="phone_me"),
    path("phone/api/shift", shift.shift, name="phone_shift"),
    path("phone/api/lease/<str:word>", lease.lease, name="phone_lease"),
    path("phone/api/work", work.work, name="phone_work"),
    path("phone/api/photo/<uuid:photo_id>", photos.photo, name="phone_photo"),
    path("phone/api/asks/<uuid:tele_id>/take", asks.take, name="phone_ask_take"),
    path("phone/api/referrals/<uuid:referral_id>/link", referral_link.link, name="phone_referral_link"),
    path("phone/api/left", left.left, name="phone_left"),
    path("field/left-work/", left_work.left_work, name="field_left_work"),
    path("field/left-work/<uuid:work_id>/", left_work.piece, name="field_left_piece"),
    path("phone/", built.app, name="phone"),
    # Last: whatever else stands there is a file of the app, or nothing.
    path("phone/<path:name>", built.file, name="phone_file"),
]
