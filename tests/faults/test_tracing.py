"""Lines of strace as values."""

from __future__ import annotations

from tests.faults.tracing import Call, Event, Place, events, parse, places

LINES = """\
7 openat(AT_FDCWD</home>, "/i/gen-1.partial/a", O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0666) = 3</i/gen-1.partial/a>
7 write(3</i/gen-1.partial/a>, ""..., 128) = 128
8 write(4</elsewhere>, ""..., 9 <unfinished ...>
7 write(3</i/gen-1.partial/a>, ""..., 12 <unfinished ...>
8 <... write resumed>)                    = 9
7 <... write resumed>)                    = -1 ENOSPC (No space left on device) (INJECTED)
7 fsync(3</i/gen-1.partial/a>)            = 0
7 mkdir("/i/gen-1.partial/t", 0777)       = 0
7 openat(5</i/gen-0>, "t", O_RDONLY|O_DIRECTORY) = 6</i/gen-0/t>
7 unlinkat(6</i/gen-0/t>, "x.npy", 0)     = 0
7 rename("/i/CURRENT.new", "/i/CURRENT")  = 0
7 renameat2(AT_FDCWD</i>, "a", AT_FDCWD</i>, "b", 0) = 0
7 openat(AT_FDCWD</i>, "/i/none", O_RDONLY) = -1 ENOENT (No such file or directory)
7 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED} ---
7 +++ killed by SIGKILL +++
""".splitlines()
CALLS = list(parse(LINES))


def test_a_call_has_its_process_name_arguments_and_result() -> None:
    assert CALLS[1] == Call(7, "write", ("3</i/gen-1.partial/a>", '""...', "128"), "128")


def test_interrupted_calls_are_put_together_where_they_end() -> None:
    assert [(call.pid, call.injected) for call in CALLS[2:4]] == [(8, False), (7, True)]
    assert CALLS[3].paths == ("/i/gen-1.partial/a",)


def test_paths_are_those_of_open_files_and_of_names_in_their_folders() -> None:
    named = {call.name: call.paths for call in CALLS}
    assert named["unlinkat"] == ("/i/gen-0/t/x.npy",)
    assert named["rename"] == ("/i/CURRENT.new", "/i/CURRENT")
    assert named["renameat2"] == ("/i/a", "/i/b")
    assert CALLS[0].paths == ("/i/gen-1.partial/a",)


def test_events_are_what_succeeded() -> None:
    assert list(events(CALLS)) == [
        Event("create", "/i/gen-1.partial/a"),
        Event("write", "/i/gen-1.partial/a"),
        Event("write", "/i/gen-1.partial/a"),
        Event("write", "/elsewhere"),
        Event("sync", "/i/gen-1.partial/a"),
        Event("create", "/i/gen-1.partial/t"),
        Event("remove", "/i/gen-0/t/x.npy"),
        Event("rename", "/i/CURRENT.new", "/i/CURRENT"),
        Event("rename", "/i/a", "/i/b"),
    ]


def test_places_count_the_calls_of_a_name_in_each_process() -> None:
    assert [place for place in places(CALLS, "/i") if place.name == "write"] == [
        Place("write", 1, "/i/gen-1.partial/a"),
        Place("write", 2, "/i/gen-1.partial/a"),
    ]
    assert places(CALLS, "/i", reading=True) == [
        Place("openat", 2, "/i/gen-0/t"),
        Place("openat", 3, "/i/none"),
    ]


def test_a_folder_whose_name_begins_alike_is_another_one() -> None:
    assert not CALLS[0].within("/i/gen-1")
    assert CALLS[0].within("/i/gen-1.partial")
