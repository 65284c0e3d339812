"""Whoever is killed while a round is answered has lost nothing that was confirmed."""

import subprocess
import sys

from fgte.store.answer_box import AnswerBox

ANSWERING = """
import sys
from pathlib import Path
from fgte.store.answer_box import AnswerBox, Put
box = AnswerBox(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    if box.put(((1 + n % 4,) * 10, ""), f"{sys.argv[2]}-{n}") is Put.TAKEN:
        print(f"{sys.argv[2]}-{n}", flush=True)
"""

EACH = 400
"""Answers of one process: three of them do not fill a box, however unevenly they get at it."""


def answering(folder, name):
    command = [sys.executable, "-c", ANSWERING, str(folder), name, str(EACH)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_every_confirmed_answer_is_there_after_a_kill(tmp_path):
    box = AnswerBox(tmp_path)
    box.begin()
    confirmed = []
    for name in ("a", "b", "c"):
        process = answering(tmp_path, name)
        confirmed += [process.stdout.readline().strip() for _ in range(15)]
        process.kill()
        process.communicate()
    held = box.held()
    assert set(confirmed) <= set(held.used)
    assert len(held.answers) == len(held.used)


def test_two_processes_lose_nothing_to_each_other(tmp_path):
    box = AnswerBox(tmp_path)
    box.begin()
    both = [answering(tmp_path, name) for name in ("a", "b")]
    confirmed = {each.stdout.readline().strip() for _ in range(15) for each in both}
    for each in both:
        each.kill()
        each.communicate()
    assert confirmed <= set(box.held().used)
