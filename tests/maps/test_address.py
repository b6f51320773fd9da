"""The files that the page is given; what a missing package means."""

import pytest

from data.errors import MissingPackageError
from maps import address
from ui.readiness import findings


def test_every_static_file_is_there() -> None:
    assert len(address.static_files()) > 20


def test_a_missing_package_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(address.FONTS, "fonts/none.ttf", ("no_such_font_package", "none.ttf"))
    with pytest.raises(MissingPackageError, match=r"no_such_font_package.*pip install"):
        address.static_files()


@pytest.mark.expects_log
@pytest.mark.usefixtures("qapp")
def test_the_check_tells_of_a_missing_package_instead_of_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(address.FONTS, "fonts/none.ttf", ("no_such_font_package", "none.ttf"))
    found = {finding.what: finding for finding in findings()}
    assert not found["assets"].is_ready
    assert "no_such_font_package" in found["assets"].text
