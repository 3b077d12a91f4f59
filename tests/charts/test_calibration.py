"""The figure's data, not its pixels."""

from casebase.charts.calibration import calibration_chart


def test_each_bin_has_a_dot_with_its_number_beside_the_line_of_equal_shares() -> None:
    line, dots = calibration_chart([(0.05, 0.1, 1_200), (0.93, 0.9, 8)]).data

    assert list(line.x) == list(line.y) == [0, 1]
    assert (list(dots.x), list(dots.y)) == ([0.05, 0.93], [0.1, 0.9])
    assert list(dots.text) == ["1,200건", "8건"]


def test_no_bins_leave_the_line_alone() -> None:
    figure = calibration_chart([])

    assert len(figure.data[1].x) == 0
    assert not figure.layout.dragmode
