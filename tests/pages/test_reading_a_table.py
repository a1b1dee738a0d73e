"""Numbers of a table stand at the end side, words at the start."""

import pytest

from pages.templatetags.tables import number_columns


def table(*rows, has_head=True, names_rows=True):
    return {
        "data": list(rows),
        "first_row_is_table_header": has_head,
        "first_col_is_header": names_rows,
    }


def test_a_column_of_numbers_stands_at_the_end_side():
    assert number_columns(
        table(["Way", "Fits when", "Paying"], ["At the door", "Dense wards", "68%"])
    ) == {2}


def test_the_column_that_names_its_rows_never_does():
    assert number_columns(table(["Year", "Paying"], ["2023", "60"], ["2024", ""])) == {1}


def test_one_word_makes_a_column_of_words():
    assert number_columns(table(["", "Paying"], ["A", "60"], ["B", "not known"])) == frozenset()


@pytest.mark.parametrize("cell", ["68%", "US$ 2,150", "1 204,50", "14 km", "-3", "31 – 68", "١٢"])
def test_what_reads_as_a_number(cell):
    expected = frozenset() if "–" in cell else {0}
    assert number_columns(table([cell], has_head=False, names_rows=False)) == expected


def test_a_table_without_rows_has_no_such_column():
    assert number_columns(table()) == frozenset()
    assert number_columns(table(["A", "B"])) == frozenset()
