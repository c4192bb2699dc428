"""Addresses that are no page of their own, and why."""

# Addresses that answer no reader's GET with a page: acts, fragments of a page, and the interface for CAD.
NOT_PAGES = {
    "api/v1/intake/eido",
    "api/v1/consents",
    "care/restrictions/<uuid:restriction_id>/",
    "program/pacts/<uuid:pact_id>/end/",
    "program/pacts/told/<int:notice_id>/",
    "program/part2/review/<int:setting_id>/",
    "criteria/<slug:name>/<int:number>/file/",
    "criteria/<slug:name>/<int:number>/replay/stop/",
    # Rows behind a finished replay, and its sheets: surfaces/plan/tests/test_lab.py, for the sweep has no patience.
    "criteria/<slug:name>/<int:number>/replay/calls/",
    "criteria/<slug:name>/<int:number>/replay/print/",
    "criteria/<slug:name>/<int:number>/draft/",
    "criteria/<slug:name>/<int:number>/rows/",
    "criteria/<slug:name>/<int:number>/columns/",
    "criteria/<slug:name>/<int:number>/ask/",
    "criteria/<slug:name>/<int:number>/sign/",
    "criteria/<slug:name>/<int:number>/take-back/",
    # An approved edition's only: its page is tried in surfaces/plan, so that no sweep puts one in force.
    "criteria/<slug:name>/<int:number>/in-force/",
    "api/v1/intake/calls",
    "api/v1/openapi.json",
    # The root of the interface; it has no page.
    "api/v1/",
    "board/rows/",
    "board/call/<uuid:incident_id>/answer/",
    "shift/sign-on/",
    "shift/<uuid:team_id>/sign-off/",
    "shift/read/",
    "sign-out/",
    "still-here/",
    "lock/",
    "unsaved/",
    "unsaved/take/",
    "passkey/options/",
    "passkey/new/",
    "passkey/sign-in/",
    "second-step/set-up/passkey/",
    "account/passkeys/",
    "account/passkeys/<uuid:passkey_id>/remove/",
    "account/app/",
    "account/recovery-codes/",
    "account/sessions/<uuid:session_id>/end/",
    "program/people/<uuid:user_id>/second-step/",
    "program/people/<uuid:user_id>/sessions/<uuid:session_id>/end/",
    # To the agency's identity provider and back; where none is set up there is no such page.
    "sso/",
    "sso/back/",
    "program/people/told/<int:notice_id>/",
    "program/people/<uuid:user_id>/details/",
    "program/people/<uuid:user_id>/jobs/",
    "program/people/<uuid:user_id>/jobs/<uuid:membership_id>/end/",
    "program/people/<uuid:user_id>/link/",
    "program/people/<uuid:user_id>/enable/",
    "program/people/<uuid:user_id>/reviewed/",
    "program/people/<uuid:user_id>/hand-over/",
    "account/password/",
    "account/sign-out-everywhere/",
    "safety/rows/",
    "program/oversight/rows/",
    "program/oversight/weeks/",
    # Reached only once an order stands in a case: tried in surfaces/program/tests/test_oversight.py.
    "program/oversight/orders/<uuid:seal_id>/lift/",
    "program/cases/<uuid:case_id>/order/",
    "program/oversight/in-need/<uuid:glass_id>/close/",
    "people/<uuid:person_id>/in-need/close/",
    "care/in-need/<uuid:glass_id>/",
    "safety/sos/<uuid:sos_id>/heard/",
    "safety/team/<uuid:assignment_id>/ok/",
    "safety/team/<uuid:assignment_id>/finding-out/",
    "safety/roll/",
    "safety/roll/<uuid:roll_id>/end/",
    "safety/roll/<uuid:roll_id>/<uuid:member_id>/",
    "wall/rows/",
    "program/devices/<uuid:device_id>/end/",
    "program/watch/places/",
    "program/watch/travel/",
    "field/safety/",
    "field/safety/roll/<uuid:roll_id>/",
    "field/call/<uuid:assignment_id>/place/",
    "program/tokens/",
    "program/tokens/consents/",
    "program/import/<uuid:import_id>/stop/",
    "measures/past/sample/",
    "measures/past/<uuid:import_id>/leave/",
    "measures/past/<uuid:import_id>/stop/",
    # Seen while a long file is read: tried in surfaces/insight/past.
    "measures/past/<uuid:import_id>/reading/",
    "measures/past/<uuid:import_id>/take-out/",
    "measures/past/<uuid:import_id>/report.csv",
    # Reached once a file is in: tried in surfaces/insight/past.
    "measures/past/<uuid:import_id>/",
    "program/export/<uuid:request_id>/take-back/",
    "program/export/<uuid:request_id>/download/",
    "program/import/<uuid:import_id>/refused/download/",
    "field/call/<uuid:assignment_id>/stamp/",
    "field/call/<uuid:assignment_id>/check-in/",
    "field/call/<uuid:assignment_id>/write/",
    "field/contact/<uuid:person_id>/<uuid:encounter_id>/screen/task/<int:task_id>/",
    "field/contact/<uuid:person_id>/<uuid:encounter_id>/screen/task/<uuid:task_id>/",
    "people/<uuid:person_id>/tasks/<uuid:task_id>/",
    "field/contact/<uuid:person_id>/<uuid:encounter_id>/close/",
    "people/<uuid:person_id>/describe/<uuid:telling_id>/withdraw/",
    "people/<uuid:person_id>/tasks/<int:task_id>/",
    "field/contact/<uuid:person_id>/<uuid:encounter_id>/transfer/<uuid:transfer_id>/said/",
    "field/contact/<uuid:person_id>/<uuid:encounter_id>/transfer/<uuid:transfer_id>/call-off/",
    "people/<uuid:person_id>/referrals/<uuid:referral_id>/send/",
    "people/<uuid:person_id>/referrals/<uuid:referral_id>/answer/",
    "people/<uuid:person_id>/referrals/<uuid:referral_id>/take-back/",
    "people/<uuid:person_id>/followups/<uuid:followup_id>/take/",
    "people/<uuid:person_id>/followups/<uuid:followup_id>/end/",
    "care/export/<uuid:export_id>/",
    # The phone app and what it talks to: tried in tests/phones.
    "phone/",
    "phone/<path:name>",
    "phone/api/me",
    "phone/api/shift",
    "phone/api/work",
    "phone/api/photo/<uuid:photo_id>",
    "phone/api/left",
    "phone/api/asks/<uuid:tele_id>/take",
    "phone/api/referrals/<uuid:referral_id>/link",
    "phone/api/lease/<str:word>",
    "api/v1/hsds/",
    "api/v1/hsds/services",
    "api/v1/hsds/services/<uuid:service_id>",
}
# A signed consent and its scan: the demo city has none; surfaces/care tries them.
NOT_PAGES |= {
    "people/<uuid:person_id>/consents/<uuid:consent_id>/",
    "people/<uuid:person_id>/consents/<uuid:consent_id>/download/",
}
# Asking for a clinician by phone, and taking it, are posts.
NOT_PAGES |= {"field/call/<uuid:assignment_id>/tele/", "field/tele/<uuid:tele_id>/take/"}
# A photo taken on a phone: the demo city has none; tests/phones tries them.
NOT_PAGES |= {
    "people/<uuid:person_id>/encounters/<uuid:encounter_id>/photos/<uuid:photo_id>/",
    "people/<uuid:person_id>/encounters/<uuid:encounter_id>/photos/<uuid:photo_id>/file/",
}
# Two tellings of a plan are settled by a post.
NOT_PAGES |= {"people/<uuid:person_id>/plan/settle/<uuid:beside_id>/"}
# The person's record as a file, and a copy of a paper they signed: surfaces/person tries them.
NOT_PAGES |= {"me/<str:token>/save/<str:form>/", "me/<str:token>/consent/<uuid:consent_id>/"}
# What a phone, an instructor and the stream's fragments ask of a rehearsal are posts and pieces of a page.
NOT_PAGES |= {
    "rehearse/open/",
    "rehearse/shelf/",
    "rehearse/r/<str:code>/now/",
    "rehearse/r/<str:code>/do/",
    "rehearse/r/<str:code>/here/",
    "rehearse/r/<str:code>/lead/",
    "rehearse/r/<str:code>/lead/here/",
    "rehearse/r/<str:code>/wall/now/",
    "rehearse/r/<str:code>/console/now/",
}
# Posts of the team's page, and its files for a learning system.
NOT_PAGES |= {
    "rehearse/team/need/",
    "rehearse/team/need/<uuid:need_id>/met/",
    "rehearse/team/rule/",
    "rehearse/team/xapi/",
    "rehearse/team/cmi5/",
}
# What is done with a scenario, its files, and the parts of its page.
NOT_PAGES |= {
    "rehearse/author/<uuid:edition_id>/do/",
    "rehearse/author/<uuid:edition_id>/file/",
    "rehearse/author/<uuid:edition_id>/give/",
    "rehearse/author/<uuid:edition_id>/part/<str:which>/",
}
# What a debrief is told, its fragment, and a film's pieces: tried in surfaces/rehearse.
NOT_PAGES |= {
    "rehearse/r/<str:code>/debrief/now/",
    "rehearse/r/<str:code>/debrief/do/",
    "rehearse/r/<str:code>/film/<uuid:film_id>/",
    "rehearse/r/<str:code>/film/<uuid:film_id>/begin/",
    "rehearse/r/<str:code>/film/<uuid:film_id>/<int:number>/",
}
# Acts on a study, and its files: tried in surfaces/insight/evaluate.
NOT_PAGES |= {f"measures/evaluation/<uuid:study_id>/{act}/" for act in ("run", "stop", "leave")}
NOT_PAGES |= {f"measures/evaluation/<uuid:study_id>/<int:number>/{file}" for file in ("data.csv", "spec.json", "cost/")}
# A run of the reports' long work lives as long as its work; its pages are tried in surfaces/insight/reports.
NOT_PAGES |= {"reports/run/<uuid:run_id>/", "reports/run/<uuid:run_id>/stop/", "public/numbers.csv"}
# A file for a payer is made by the worker: tried in surfaces/insight/grants.
NOT_PAGES |= {"reports/grants/mobile-crisis/<uuid:run_id>/", "reports/grants/mobile-crisis/<uuid:run_id>/file/"}
# A pack and a report are made first, and their files are no pages: tried there too.
NOT_PAGES |= {
    "reports/packs/<uuid:pack_id>/",
    "reports/packs/<uuid:pack_id>/<str:name>/",
    "reports/own/<uuid:report_id>/",
    "reports/own/<uuid:report_id>/<uuid:counted_id>/<str:kind>/",
    "reports/extract/<uuid:extract_id>/",
}
# What is done with a trial, and its files; one that was started is tried in surfaces/program, for the city draws no call.
NOT_PAGES |= {
    "program/trials/<slug:name>/<int:number>/do/",
    "program/trials/<slug:name>/<int:number>/start/",
    "program/trials/<slug:name>/<int:number>/log/",
    "program/trials/<slug:name>/<int:number>/log.csv",
    "program/trials/<slug:name>/<int:number>/seal.json",
}
# Reached only while nothing is set up: an installation of its own shows it.
ONLY_WHEN_EMPTY = {"program/set-up/"}
# Go straight on to another page of this list.
ONWARD = {"", "me/hide/"}
# Of a case about no one person, which the demo city has none of; tried in surfaces/program.
OF_NO_PERSON = {"program/cases/<uuid:case_id>/data-set/"}
