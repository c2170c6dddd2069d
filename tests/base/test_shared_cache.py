"""The counts that web processes share: one winner of a lock, and nothing forgotten before its time."""

from concurrent.futures import ThreadPoolExecutor

from gaiyue.base.shared_cache import SharedCache


def test_of_many_who_add_a_key_one_wins(tmp_path):
    caches = [SharedCache(str(tmp_path), {}) for _ in range(8)]
    for n in range(20):
        with ThreadPoolExecutor(8) as pool:
            won = list(pool.map(lambda cache, n=n: cache.add(f"lock{n}", True, 60), caches))
        assert won.count(True) == 1


def test_what_has_not_expired_stays_however_much_there_is(tmp_path):
    cache = SharedCache(str(tmp_path), {"max_entries": 3})
    for n in range(10):
        cache.set(f"key{n}", n, 60)
    assert all(SharedCache(str(tmp_path), {}).get(f"key{n}") == n for n in range(10))


def test_what_has_expired_goes(tmp_path):
    cache = SharedCache(str(tmp_path), {})
    cache.set("old", 1, -1)
    cache.set("new", 1, 60)
    cache.forget_expired()
    assert len(list(tmp_path.glob("*.djcache"))) == 1
