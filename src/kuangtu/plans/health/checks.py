# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every check, in the order of its kind, and the examination that runs them. 体检。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kuangtu.plans.health.citing import (
    addresses,
    introductions,
    reference_contents,
    references,
    titled_parts,
)
from kuangtu.plans.health.controls import mineral_controls
from kuangtu.plans.health.counts import announced, counted_again, lists, mineral_lists, named_lists
from kuangtu.plans.health.documents import (
    bare_numbers,
    citations,
    known_titles,
    marks,
    standards,
)
from kuangtu.plans.health.growth import directions, prose_changes, prose_growth
from kuangtu.plans.health.names import (
    coded_names,
    column_endings,
    county_names,
    graded_names,
    listed_rows,
    long_names,
    mineral_names,
    misspelt_names,
    place_names,
    row_names,
    set_phrases,
    titles,
    turned_names,
)
from kuangtu.plans.health.plausible import may_be_meant
from kuangtu.plans.health.reading import facts
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.other_readings import follows_otherwise
from kuangtu.plans.health.sayings import (
    green_mines,
    last_chapter,
    mine_sizes,
    moves,
    opposed,
    restated,
    said_twice,
    thresholds,
    twins,
)
from kuangtu.plans.health.shares import (
    cell_shares,
    prose_derived,
    prose_means,
    row_shares,
    share_rates,
    share_rows,
    shares,
    table_shares,
)
from kuangtu.plans.health.sheets import map_sheets, named_blocks, sheet_counts, sheet_ranges
from kuangtu.plans.health.sums import (
    balances,
    compositions,
    containment,
    counted_parts,
    levels,
    limited_sums,
    natural_wholes,
    prose_sums,
    table_sums,
    totals,
    unmarked_sums,
    what_is_left,
    wholes,
)
from kuangtu.plans.health.tables import (
    classes_of_rows,
    column_ranges,
    folder_and_document,
    folder_and_prose,
    goal_rows,
    goals_in_part,
    goals_in_short,
    groups_told_of,
    least_sizes,
    limits,
    named_rows,
    other_units,
    other_wholes,
    row_balances,
    row_kinds,
    rows_told_of,
    service_years,
    slipped,
    table_counts,
    text_and_tables,
)
from kuangtu.plans.health.times import dates, odd_years, outlooks, periods, phases, project_years
from kuangtu.plans.health.types import Finding, Grade, Kind
from kuangtu.plans.health.words import (
    blank_words,
    cells,
    exchanged_cells,
    exploration_stages,
    listed_words,
    misspelt_minerals,
    other_script,
    technical_words,
    unit_words,
    vocabulary,
)

Check = Callable[[Case], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    prose_sums.parts_add_up,
    limited_sums.limits_add_up,
    totals.totals_after_parts,
    totals.rows_without_units_add_up,
    totals.groups_measure_what_their_members_do,
    unmarked_sums.amounts_behind_a_whole_add_up,
    unmarked_sums.classes_are_within_what_they_divide,
    unmarked_sums.classes_are_fewer_than_all,
    levels.levels_add_up,
    compositions.ratios_are_of_a_hundred,
    compositions.shares_of_a_list_are_a_hundred,
    balances.done_and_left_are_all,
    what_is_left.what_is_left_fits_the_rate,
    balances.what_was_closed_and_added_makes_the_change,
    balances.reserves_left_and_used_are_those_found,
    table_sums.rows_add_up,
    table_sums.columns_add_up,
    shares.shares_fit_their_bases,
    share_rows.shares_in_brackets,
    share_rates.rates_fit_what_was_done,
    prose_means.means_fit,
    prose_means.means_per_piece_fit,
    prose_means.totals_fit_their_means,
    prose_derived.products_fit,
    prose_derived.divisions_measure_what_the_county_does,
    share_rows.shares_in_order_fit,
    row_shares.shares_of_rows_fit,
    cell_shares.shares_of_cells_fit,
    table_shares.shares_fit,
    facts.shares_fit_the_facts,
    text_and_tables.figures_agree_with_tables,
    rows_told_of.figures_agree_with_the_row_they_name,
    named_rows.figures_are_those_of_the_named_row,
    groups_told_of.figures_agree_with_the_group_they_name,
    least_sizes.least_sizes_agree_with_tables,
    least_sizes.least_sizes_are_those_of_the_row,
    service_years.least_years_are_those_of_the_row,
    goal_rows.figures_agree_with_the_row_of_goals,
    goals_in_short.limits_are_those_of_the_goals,
    goals_in_part.goals_keep_their_value_in_part,
    goals_in_short.binding_goals_are_limits,
    slipped.figures_are_no_slips_of_cells,
    other_units.figures_keep_the_unit_of_their_cell,
    table_counts.counts_fit_the_tables_they_name,
    mineral_lists.mined_minerals_were_found,
    mineral_lists.lists_have_the_tables_minerals,
    mineral_lists.minerals_found_are_as_many_as_their_table_has,
    said_twice.quantities_are_said_alike,
    moves.moves_keep_their_ends,
    moves.moves_are_those_of_their_row,
    mine_sizes.mines_of_a_size_are_as_many_as_there_are,
    green_mines.what_is_built_on_is_what_there_is,
    green_mines.what_is_added_leads_to_what_is_reached,
    opposed.limits_are_not_opposed,
    opposed.units_are_said_alike,
    thresholds.what_falls_short_is_held_against_the_same_limit,
    limits.limits_are_those_of_the_tables,
    limits.limits_of_one_rate_lean_one_way,
    slipped.figures_are_no_slips_of_each_other,
    last_chapter.safeguards_repeat_what_was_told,
    said_twice.parts_belong_to_one_whole,
    twins.measures_told_together_are_told_so_again,
    restated.units_are_converted_right,
    prose_changes.changes_fit_their_ends,
    directions.changes_go_the_way_they_say,
    prose_growth.goals_fit_their_rates,
    table_shares.growth_fits,
    prose_sums.wholes_hold_their_parts,
    table_sums.columns_hold_their_parts,
    table_shares.areas_fit_the_county,
    wholes.branches_fit_their_sector,
    wholes.columns_are_within_their_wholes,
    containment.areas_lie_within_what_holds_them,
    containment.pieces_are_within_what_they_are_among,
    natural_wholes.parts_are_within_what_they_are_of,
    lists.counts_fit_the_lists_after_them,
    lists.counts_fit_the_lists_before_them,
    announced.counts_fit_the_pieces_after_them,
    counted_again.towns_are_as_many_as_their_kinds,
    counted_again.numbers_are_taken_up_as_they_were,
    counted_again.lists_of_each_are_as_many_as_all,
    named_lists.lists_have_as_many_as_counted_before,
    named_lists.quoted_counts_fit_their_lists,
    announced.paragraphs_are_as_many_as_announced,
    announced.amounts_are_as_many_as_announced,
    announced.sentences_list_what_is_announced,
    lists.ordinals_fit_their_announcement,
    named_lists.counts_fit_what_is_quoted,
    counted_parts.counts_fit_the_amounts_after_them,
    named_lists.towns_are_as_many_as_stated,
    table_counts.counts_of_cells_fit_their_lists,
    row_kinds.kinds_of_rows_are_as_many_as_told,
    row_balances.rows_balance,
    county_names.county_is_named_right,
    county_names.organs_bear_the_countys_name,
    turned_names.names_are_not_turned,
    place_names.towns_keep_their_kind,
    place_names.towns_are_spelt_alike,
    place_names.places_are_spelt_alike,
    misspelt_names.names_stand_as_elsewhere,
    coded_names.codes_keep_their_names,
    coded_names.organs_exist,
    place_names.pairs_keep_their_order,
    column_endings.names_of_a_column_end_alike,
    column_endings.names_end_as_others_do,
    titles.titles_are_spelt_alike,
    titles.standards_have_one_name,
    titles.titles_are_not_reworded,
    known_titles.known_titles_are_spelt_right,
    titles.signs_are_not_missing,
    titles.zones_keep_their_names,
    row_names.names_of_rows_are_spelt_alike,
    long_names.zones_of_two_places_keep_them,
    long_names.blocks_told_with_others_are_rows,
    listed_rows.lists_name_rows_of_tables,
    graded_names.protected_areas_keep_their_level,
    set_phrases.phrases_are_whole,
    set_phrases.organs_have_one_name,
    exploration_stages.stages_are_known,
    vocabulary.names_go_with_their_minerals,
    cells.names_stand_once,
    marks.brackets_are_closed,
    marks.signs_are_not_doubled,
    cells.closing_signs,
    citations.issuers_fit_their_years,
    citations.issuers_fit_their_words,
    citations.years_stand_in_their_brackets,
    citations.one_title_has_one_number,
    citations.numbers_end_in_their_word,
    citations.numbers_have_their_year,
    known_titles.ordinances_are_not_of_ministries,
    standards.standards_are_well_formed,
    standards.one_standard_has_one_title,
    bare_numbers.standards_are_those_titled,
    bare_numbers.documents_are_those_titled,
    map_sheets.sheets_are_numbers,
    map_sheets.sheets_are_as_many_as_stated,
    map_sheets.sheets_make_a_block,
    map_sheets.sheets_belong_to_one_project,
    map_sheets.sheets_lie_in_the_county,
    map_sheets.degrees_run_forwards,
    map_sheets.areas_fit_the_sheets,
    sheet_ranges.ranges_are_those_of_the_sheets,
    sheet_counts.ranges_hold_their_sheets,
    sheet_counts.corners_hold_their_sheets,
    sheet_counts.rows_and_columns_hold_their_sheets,
    sheet_ranges.sheets_lie_as_they_are_said_to,
    sheet_ranges.totals_of_sheets_fit,
    sheet_ranges.blocks_lie_in_their_sheets,
    sheet_ranges.centres_lie_in_their_sheets,
    named_blocks.named_blocks_lie_in_their_sheets,
    mineral_controls.controls_do_not_conflict,
    cells.empty_cells,
    blank_words.rows_have_all_their_cells,
    blank_words.empty_cells_of_words,
    cells.zero_cells,
    classes_of_rows.classes_of_rows_are_those_of_the_table,
    column_ranges.ranges_are_those_of_columns,
    cells.odd_cells,
    exchanged_cells.cells_have_not_changed_places,
    exchanged_cells.years_stand_below_years,
    cells.negative_cells,
    cells.numbers_out_of_shape,
    cells.serial_numbers,
    cells.sizes_are_in_order,
    periods.the_period_is_the_titles,
    outlooks.outlooks_are_of_one_year,
    dates.spans_of_tables_lie_in_the_period,
    dates.spans_run_forwards,
    odd_years.spans_end_within_the_period,
    odd_years.years_are_of_the_period_or_the_outlook,
    odd_years.states_are_of_the_base_year,
    odd_years.comparisons_are_of_the_last_ten_years,
    odd_years.plans_above_are_of_the_same_period,
    dates.five_year_plans_have_their_years,
    dates.goals_are_set_within_the_period,
    dates.years_have_come,
    dates.base_year_is_before_the_period,
    dates.outlook_is_after_the_period,
    dates.outlook_begins_where_the_period_ends,
    phases.phases_follow_one_another,
    phases.phases_of_the_document_agree,
    phases.spans_of_parts_do_not_overlap,
    project_years.years_are_those_of_the_row,
    phases.acts_come_in_their_order,
    phases.evaluations_come_in_their_order,
    dates.evaluations_lie_in_the_period,
    dates.days_exist,
    references.tables_exist,
    references.tables_are_numbered_in_order,
    references.parts_exist,
    references.parts_are_numbered_in_order,
    addresses.parts_of_parts_exist,
    addresses.decimal_parts_exist,
    addresses.quoted_headings_have_their_numbers,
    introductions.paragraphs_announce_the_table_after_them,
    titled_parts.parts_are_those_whose_titles_are_said,
    reference_contents.tables_are_what_is_said_of_them,
    reference_contents.parts_are_what_is_said_of_them,
    mineral_names.minerals_of_lists_are_known,
    vocabulary.words_stand_in_their_lists,
    vocabulary.stages_are_stages,
    technical_words.units_of_scales_measure_matter,
    technical_words.minerals_are_spelt_right,
    misspelt_minerals.minerals_of_columns_exist,
    misspelt_minerals.minerals_are_written_right,
    misspelt_minerals.ores_are_written_right,
    technical_words.units_are_spelt_right,
    technical_words.scales_are_known,
    technical_words.methods_are_known,
    listed_words.minerals_of_directions_are_known,
    listed_words.parts_are_of_their_list,
    listed_words.words_in_brackets_are_of_their_list,
    listed_words.scales_of_heads_are_known,
    vocabulary.minerals_stand_in_their_groups,
    cells.units_are_known,
    unit_words.units_are_written_right,
    unit_words.units_of_heads_are_units,
    folder_and_document.tables_are_the_same,
    folder_and_document.figures_stand_in_their_clauses,
    folder_and_prose.units_are_the_printed_ones,
    folder_and_prose.limits_are_the_printed_ones,
    folder_and_prose.listed_minerals_are_printed,
    folder_and_prose.zones_fit_the_county,
)
_GRADES = list(Grade)
_KINDS = list(Kind)


def examine(case: Case) -> tuple[Finding, ...]:
    """Every finding of every check: errors first, then by kind and place; each once.

    Pure: the same document, folder and outline give the same findings in the same order.
    """
    if (unread := other_script.other_script(case)) is not None:
        return (unread,)
    other = folder_and_document.another_plan(case)
    examined = case if other is None else Case(case.document)  # by itself
    told = (finding for check in CHECKS for finding in check(examined))
    found = [one for one in told if may_be_meant(one) and not _is_right(examined, one)]
    if other is not None:
        found.append(other)
    return tuple(sorted(_each_once(found), key=_position))


def _is_right(case: Case, one: Finding) -> bool:
    """What seems wrong is right by another reading, or is not of the table it is held against."""
    return follows_otherwise(case, one) or other_wholes.is_of_another_whole(case, one)


def _each_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """One finding per place and kind, where two checks see the same thing."""
    seen: set[tuple[object, ...]] = set()
    for one in found:
        where = one.where
        place = (where.table, where.row) if where.row else (where.line, where.words)
        keys: list[tuple[object, ...]] = [(one.kind, place, one.message.zh)]
        if one.kind in {Kind.PART_ABOVE_WHOLE, Kind.TEXT_AND_TABLE}:
            keys.append((one.kind, place, ""))
        if one.kind is Kind.SAID_TWICE:  # the same two sayings, whichever is told first
            keys.append((one.kind, frozenset((two.value, two.where) for two in one.readings)))
        if one.kind in {Kind.REFERENCE, Kind.NAME} and one.readings:
            keys.append((one.kind, (where.line, where.row), one.readings[0].value))
        is_said = one.kind in {Kind.SAID_TWICE, Kind.TEXT_AND_TABLE}
        is_told = is_said and one.grade is Grade.DOUBT and ("said", place) in seen
        if not is_told and not seen.intersection(keys):
            yield one
        seen.update([*keys, ("said", place)] if is_said else keys)


def _position(one: Finding) -> tuple[int, int, int, int, str]:
    return (
        _GRADES.index(one.grade),
        _KINDS.index(one.kind),
        one.where.line or 0,
        one.where.column or 0,
        one.message.zh,
    )
