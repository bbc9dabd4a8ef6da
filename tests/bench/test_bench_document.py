"""The document keeps what was measured before, and takes what was measured now in its place."""

from pathlib import Path

from bench.document import put_sections, split_sections


def test_a_section_replaces_its_namesake_and_leaves_the_others(tmp_path: Path):
    path = tmp_path / "benchmarks.md"
    path.write_text("# Old\n\nwords\n\n## Rooms\n\nold rooms\n\n### Inside\n\nstill rooms\n\n## Charts\n\nold charts\n")
    put_sections(path, "# New", ["## Charts\n\nnew charts\n", "## Places\n\nnew places"])
    assert split_sections(path.read_text()) == [
        "# New",
        "## Rooms\n\nold rooms\n\n### Inside\n\nstill rooms",
        "## Charts\n\nnew charts",
        "## Places\n\nnew places",
    ]


def test_putting_the_same_again_changes_nothing(tmp_path: Path):
    path = tmp_path / "benchmarks.md"
    path.write_text("")
    put_sections(path, "# B", ["## A\n\none"])
    before = path.read_text()
    put_sections(path, "# B", ["## A\n\none"])
    assert path.read_text() == before
