"""The words of the page that asks in a browser, and what each of them fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BY_WHAT_THEY_FILL_IN: Final[Mapping[str, str]] = {
    "": """
        back stop_or_save start_heading start_what start_private start_private_more start_advice
        start_advice_more start_saved start_saved_hint start_long start_open start_blank_heading
        start_blank_hint start_blank foot_label foot_private delete why continue skip not_sure
        rather_not or type so_far note can_say change_short find another add each_line up down
        your_three the_rest order suggested order_hint important one_moment getting_ready
        answers_here answers_gone afresh stop_title stop_text stop_kept go_on show_sheet
        save_answers save_hint keep keep_hint keep_failed delete_title delete_text
        delete_cannot delete_yes delete_no deleted bar print save_sheet change long_form notes
        sheet_ready making_sheet keep_or_delete more refused not_text went_wrong dead saved_wrong
        start_from start_length_more nothing_found nothing_found_add were_hidden no_script why_old why_broken
        why_in_short licences found_near typed_left full_list_about full_list full_list_hint list_ready
        sheet_alone newer show_newer gone_elsewhere unsent unsent_in_file file_instead file_kept open_it meant
    """,
    "n": """
        ticked more_below rows not_seen
    """,
    "name": """
        change_this moved_down saved saved_sheet something_else added
    """,
    "n all": """
        found
    """,
    "n name": """
        moved
    """,
    "rest": """
        rest_counts
    """,
    "number": """
        call_day call_night call_emergency
    """,
    "few many least most": """
        start_length
    """,
    "quick": """
        start_quick
    """,
    "checked next_check": """
        start_checked
    """,
    "version content checked": """
        about_page
    """,
}

BROWSER_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(filled.split()) for filled, names in _BY_WHAT_THEY_FILL_IN.items() for name in names.split()
}
"""What each of the words fills in, by its name."""
