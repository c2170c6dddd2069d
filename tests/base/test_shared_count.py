"""The exact counts that all processes of a machine share."""

import multiprocessing
from pathlib import Path

from gaiyue.base.shared_count import SharedCount


def test_each_one_counts_in_its_own_stretch(tmp_path):
    count = SharedCount(tmp_path, 60)
    assert [count.add("a", now=120.0 + n) for n in (0, 10, 59.9)] == [1, 2, 3]
    assert count.add("b", now=121.0) == 1
    assert count.add("a", now=180.0) == 1


def test_it_says_how_long_the_stretch_still_lasts(tmp_path):
    count = SharedCount(tmp_path, 60)
    assert [count.seconds_left(now=now) for now in (120.0, 150.5, 179.9)] == [60, 29, 1]


def test_a_count_can_be_looked_at_without_counting(tmp_path):
    count = SharedCount(tmp_path, 60)
    assert (count.so_far("a", now=120.0), count.has("a")) == (0, False)
    assert list(tmp_path.iterdir()) == []
    count.add("a", now=120.0)
    assert [count.so_far("a", now=now) for now in (121.0, 179.9, 180.0)] == [1, 1, 0]
    assert count.has("a")


def test_a_file_that_was_cut_short_counts_anew(tmp_path):
    count = SharedCount(tmp_path, 60)
    count.add("a", now=120.0)
    next(tmp_path.iterdir()).write_bytes(b"xx")
    assert count.so_far("a", now=121.0) == 0
    assert count.add("a", now=121.0) == 1


def _many(folder: Path) -> None:
    for _ in range(200):
        SharedCount(folder, 60).add("a", now=120.0)


def test_processes_that_count_at_once_lose_nothing(tmp_path):
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_many, args=(tmp_path,)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert SharedCount(tmp_path, 60).add("a", now=120.0) == 801
