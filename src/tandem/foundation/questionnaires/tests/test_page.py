from tandem.foundation.questionnaires.page import page


def test_a_page_carries_the_edition_s_words_and_presets_nothing(cssrs):
    first = page(cssrs, {})
    assert (first.title, first.prefix, first.period, first.back, first.given) == (
        "C-SSRS screener", "1", "Past month", None, None,
    )  # fmt: skip
    assert first.choices == (("no", "No"), ("yes", "Yes"))
    assert first.reasons == (("declined", "Didn't want to answer"), ("not_asked", "Not asked"))
    assert first.translated and first.reviewed
    assert "Columbia Lighthouse Project" in first.licence


def test_back_shows_the_answer_that_was_kept(cssrs):
    answers = {"1": "no", "2": "no"}
    assert page(cssrs, answers).link_id == "6"
    before = page(cssrs, answers, link_id=page(cssrs, answers).back)
    assert (before.link_id, before.given, before.back) == ("2", "no", "1")
    assert before.help == "If no, go to question 6."


def test_a_skipped_unknown_or_finished_page_is_no_page(cssrs):
    assert page(cssrs, {"2": "no"}, link_id="3") is None
    assert page(cssrs, {}, link_id="9") is None
    assert page(cssrs, {"1": "no", "2": "no", "6": "no"}) is None


def test_a_page_says_how_far_its_translation_can_be_trusted(cssrs):
    spanish, vietnamese = page(cssrs, {}, language="es-US"), page(cssrs, {}, language="vi")
    assert spanish.text.startswith("¿Ha deseado")
    assert spanish.choices == (("no", "No"), ("yes", "Sí"))
    assert (spanish.translated, spanish.reviewed) == (True, False)
    assert vietnamese.text == page(cssrs, {}).text
    assert (vietnamese.translated, vietnamese.reviewed) == (False, False)


def test_a_number_has_bounds_instead_of_choices(points):
    number = page(points, {}, link_id="scale")
    assert (number.choices, number.least, number.most, number.period, number.help) == ((), 0, 10, "", "")
    assert page(points, {}, link_id="alone").choices == (("no", "No"), ("yes", "Yes"))
