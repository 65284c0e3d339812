"""``fgte round``: a round opened, listed, closed and discarded at the command line."""

import pytest

from fgte.cli import main
from fgte.settings import read_settings
from fgte.store.open_rounds import rounds_being_answered
from tests.unit.sources.instrument_files import about, varied


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "hem"))
    return read_settings()


def test_who_may_answer_has_to_be_said(home, tmp_path, capsys):
    file = str(about(tmp_path))
    assert main(["round", "open", file]) == 2
    assert "--open-to-all" in capsys.readouterr().err
    assert main(["round", "open", file, "--open-to-all"]) == 0
    [opened] = rounds_being_answered(home)
    assert opened.codes is None
    assert opened.id in capsys.readouterr().out


def test_a_round_whose_file_names_codes_takes_those(home, tmp_path, capsys):
    folder = tmp_path / "blanketter"
    making = ["import", "--template", str(folder), "--instrument", "kollegialt_larande"]
    assert main([*making, "--codes", "12"]) == 0
    slips = (folder / "koder-att-dela-ut.txt").read_text().split()
    file = str(about(folder, more='codes = "koder.json"'))
    assert main(["round", "open", file, "--open-to-all"]) == 2
    assert main(["round", "open", file]) == 0
    [opened] = rounds_being_answered(home)
    assert opened.codes.knows(slips[0])


def test_a_round_is_listed_without_its_number_of_answers_then_closed(home, tmp_path, capsys):
    main(["round", "open", str(about(tmp_path)), "--open-to-all"])
    [opened] = rounds_being_answered(home)
    for n, (_, steps) in enumerate(varied(12)):
        opened.box.put((tuple(steps), ""), f"sigill-{n}")
    capsys.readouterr()
    assert main(["round", "list"]) == 0
    said = capsys.readouterr().out
    assert "Minst 10 har svarat." in said
    assert "12" not in said.replace(opened.id, "")
    assert main(["round", "close", opened.id]) == 0
    assert "12 har svarat på allt" in " ".join(capsys.readouterr().out.split())
    assert main(["round", "close", opened.id]) == 2


def test_a_discarded_round_is_gone(home, tmp_path, capsys):
    main(["round", "open", str(about(tmp_path)), "--open-to-all"])
    [opened] = rounds_being_answered(home)
    assert main(["round", "discard", opened.id]) == 0
    assert main(["round", "list"]) == 0
    assert "Ingen omgång är öppen." in capsys.readouterr().out
