"""The fixed words of the page, and what each of them fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BY_WHAT_THEY_FILL_IN: Final[Mapping[str, str]] = {
    "name items": """
        handout_block block flag_not_sure block_not_sure card_signs_of
    """,
    "": """
        flags_heading level_listed level_history level_discuss level_not_sure pictures_heading
        timeline_heading outcome_no_pregnancy outcome_biochemical outcome_miscarriage outcome_ectopic
        outcome_live_birth outcome_waiting outcome_unsaid status_taking status_offered status_stopped
        status_considering visit_answered visit_open visit_new visit_notes_heading visits_heading
        visit_agreed visit_changed visit_questions visit_rest visit_all_rest told_heading told_no_transfers
        groups_heading_all topic_own card_others card_heading phone_day phone_night phone_emergency
        evidence_heading side_about side_for side_against side_strength side_risk side_numbers side_disagree
        nothing_for nothing_against nothing unknown_heading unknown_biochemical unknown_total
        unknown_even_so sources_heading newer_heading no_date left_out_own left_out_answered name_unknown
        name_any for_everyone own_question explain_ask explain_find_out explain_off explain_no_treatment
        sources_title read_original read_secondary sheet_title sheet_name_box visit_on visit_with step_add
        step_tick step_hand_over step_ask step_say_back story_heading story_note story_note_alone
        story_transfers story_offered story_offered_or_taken story_considered story_taken story_stopped_my_doctor
        story_stopped_me
        story_stopped_not_sure story_dropped_my_doctor story_dropped_me story_dropped_not_sure story_planned
        story_number story_allergies story_no_transfer story_one_transfer story_transfers_not_sure
        story_one_loss story_end_no_pregnancy story_end_biochemical story_end_miscarriage story_end_loss
        story_end_ectopic story_end_live_birth story_end_waiting story_end_left_open story_end_unsaid
        story_womb_seen story_noes story_noes_else story_noes_unsure story_noes_below womb_polyps
        womb_adenomyosis womb_chronic_endometritis story_an_illness story_far_very_early story_far_before_12
        story_far_after_12 reason_named_target reason_one_test reason_repeated_tests reason_reassurance
        reason_not_told reason_illness reason_everybody reason_other_clinic three_heading
        three_heading_fewer three_note three_own next_polyps next_adenomyosis next_chronic_endometritis
        next_above next_at checks_heading checks_note checks_first checks_several checks_cause
        checks_cause_early checks_cause_losses checks_have_or_had checks_rest checks_whole checks_unnamed
        sheet_card_heading card_until card_signs_others card_signs_any card_clinic_if card_ambulance_if
        plan_heading plan_note plan_purpose plan_start plan_end plan_pregnant plan_reduced plan_checks plan_call
        plan_taken plan_told plan_until plan_not_for_infusion plan_not_for_procedure more_heading more_left_one
        more_own agreed_heading agreed_note leaving_lead leaving_answers leaving_answers_fewer leaving_step
        leaving_whom warn_top_gone step_add_paper agreed_step agreed_who agreed_when sheet_evidence_heading
        cell_for cell_against
        cell_sure cell_risk cells_nothing_for cells_nothing sheet_unknown_lead sheet_unknown_person
        sheet_unknown_chance sheet_unknown_cover sources_newer sheet_footer_front card_signs_each next_and_no
        sheet_phone_day
        sheet_phone_night sheet_phone_emergency checks_moved_one sheet_notes step_hand_over_pages
        handout_checks_heading handout_checks_note handout_three_heading sheet_welcome sheet_welcome_none
        sheet_welcome_ticks checks_silent checks_own_illness checks_own_medicine checks_own_allergy
        checks_none_of_these sheet_day sheet_night sheet_added sheet_code_lead sheet_pack_lead explain_more
        explain_list story_tested story_tested_one sheet_made_lead sheet_left_out_lead sheet_timeline_left
        list_heading list_contents sheet_evidence_note_many sheet_evidence_use sheet_in_short_lead sheet_in_short_none
        sheet_in_short_first sheet_in_short_unnamed aside_illness sheet_footer_large sheet_foot_name
    """,
    "items": """
        ask_not_sure discuss_not_sure told_treatments told_yes told_unsure told_allergies told_tests
        not_settled i_said story_womb_nothing story_womb_found story_womb_treated story_not_sure three_with
        three_after checks_ask checks_ask_test
    """,
    "name": """
        block_unnamed clinic_mark story_support card_signs card_signs_silent plan_heading_one
    """,
    "text": """
        why visit_noted
    """,
    "date": """
        visit_heading visit_day
    """,
    "when": """
        visit_by_when story_last
    """,
    "count": """
        visit_done visit_partly visit_more told_losses left_out_room documents_only story_some_transfers
        story_losses three_these next_without more_left story_among checks_moved
    """,
    "count items": """
        told_transfers
    """,
    "clinic": """
        phone_day_at sheet_phone_day_at
    """,
    "country": """
        phone_emergency_in
    """,
    "name version": """
        footer_pack
    """,
    "places": """
        places
    """,
    "next_check": """
        warn_old
    """,
    "id": """
        warn_top
    """,
    "target": """
        told reason_named_target_of reason_one_test_of reason_repeated_tests_of
    """,
    "ids": """
        beside
    """,
    "names date": """
        story_stopped_on
    """,
    "end count": """
        story_times
    """,
    "word": """
        story_own_word story_own_word_early
    """,
    "word weeks": """
        story_own_word_at
    """,
    "end when": """
        story_dated
    """,
    "name illness": """
        story_illness story_illness_specialist
    """,
    "end weeks": """
        story_at_weeks
    """,
    "end": """
        story_very_early story_each_time story_twice
    """,
    "far": """
        story_far_longest
    """,
    "told name": """
        story_number_about told_number
    """,
    "names": """
        frame_before frame_with checks_before checks_also checks_with checks_about card_with
        sheet_evidence_note sheet_title_about
    """,
    "clause": """
        checks_yes checks_not_sure
    """,
    "item": """
        checks_not_looked_for_test checks_not_sure_test checks_a
    """,
    "number": """
        card_until_number explain_three
    """,
    "date says": """
        plan_changed
    """,
    "week": """
        plan_week
    """,
    "page": """
        sheet_sources_on
    """,
    "version checked next_check": """
        sheet_footer_back
    """,
    "plain": """
        sheet_title_note
    """,
    "code": """
        sheet_code
    """,
    "head": """
        explain_checks
    """,
    "more": """
        three_also
    """,
    "names like": """
        card_with_like
    """,
}

PAGE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(fills.split()) for fills, names in _BY_WHAT_THEY_FILL_IN.items() for name in names.split()
}
"""Every sentence that the code says by name, and what it fills in; `tests/loading` holds it against the code."""
