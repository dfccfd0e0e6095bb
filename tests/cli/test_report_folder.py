"""A report is written beside its place and moved there when it is whole."""

import pytest

from charte.cli.report_folder import ReportFolder
from charte.core.errors import OperatorError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_was_kept_stands_in_its_place(tmp_path):
    """With the folders that lead there; nothing is left beside it."""
    place = tmp_path / "reports" / "monday"
    with ReportFolder(place) as folder:
        (folder.path / "report.json").write_text("new")
        assert not place.exists()
        folder.keep()
    assert (place / "report.json").read_text() == "new"
    assert names(place.parent) == ["monday"]


def test_what_was_not_kept_leaves_nothing(tmp_path):
    """Whatever ended the work."""
    folder = ReportFolder(tmp_path / "report")
    with folder:
        (folder.path / "report.json").write_text("half")
    assert names(tmp_path) == []


def test_the_earlier_report_stands_until_the_new_one_is_whole(tmp_path):
    """Then it is gone, with all that it held."""
    place = tmp_path / "report"
    place.mkdir()
    (place / "none.tape").write_text("old")
    with ReportFolder(place, force=True) as folder:
        (folder.path / "report.json").write_text("new")
        assert names(place) == ["none.tape"]
        folder.keep()
    assert names(place) == ["report.json"]
    assert names(tmp_path) == ["report"]


def test_an_empty_folder_may_be_filled(tmp_path):
    """There is nothing to overwrite in it."""
    (tmp_path / "report").mkdir()
    with ReportFolder(tmp_path / "report") as folder:
        folder.keep()
    assert names(tmp_path) == ["report"]


def test_a_link_to_a_folder_is_followed(tmp_path):
    """The report goes where the link leads, and the link stays."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with ReportFolder(tmp_path / "link") as folder:
        (folder.path / "report.json").write_text("new")
        folder.keep()
    assert (tmp_path / "link").is_symlink()
    assert names(tmp_path / "real") == ["report.json"]


def test_a_folder_that_cannot_be_moved_is_kept_where_it_is(tmp_path):
    """An audit took its time: its report is not thrown away, and the sentence says where it is."""
    place = tmp_path / "report"
    with ReportFolder(place) as folder:
        (folder.path / "report.json").write_text("new")
        place.write_text("somebody made a file of that name meanwhile")
        with pytest.raises(OperatorError, match="could not be moved") as caught:
            folder.keep()
    saved = [path for path in tmp_path.iterdir() if path.is_dir()]
    assert [str(path) in caught.value.mend for path in saved] == [True]
    assert (saved[0] / "report.json").read_text() == "new"
    assert place.read_text().startswith("somebody")


@pytest.mark.parametrize("place", ["file", "file/report", "full"])
def test_a_place_where_nothing_can_stand_is_said_at_once(tmp_path, place):
    """A file, a folder in a file, a folder with other things in it."""
    (tmp_path / "file").write_text("")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear")
    before = names(tmp_path)
    with pytest.raises(OperatorError) as caught:
        ReportFolder(tmp_path / place, force=True)
    assert "--out" in caught.value.mend
    assert names(tmp_path) == before


def test_the_folder_one_stands_in_is_never_replaced(tmp_path, monkeypatch):
    """Nor one around it."""
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    for place in (".", "..", str(tmp_path)):
        with pytest.raises(OperatorError, match="the folder that you are in"):
            ReportFolder(type(tmp_path)(place), force=True)


def test_others_may_read_a_report_as_they_may_read_any_folder(tmp_path):
    """It is made with the mode that the person asks for everything."""
    with ReportFolder(tmp_path / "report") as folder:
        folder.keep()
    (tmp_path / "plain").mkdir()
    assert (tmp_path / "report").stat().st_mode == (tmp_path / "plain").stat().st_mode
