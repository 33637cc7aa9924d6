"""The shipped knowledge has no faults and keeps its promises; what is wrong in a file is said as file:line with what was expected."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rasid.errors import KnowledgeError
from rasid.examples import try_rules
from rasid.knowledge import FOLDER, Knowledge, faults, load
from rasid.knowledge.cues import read_attribution, read_status
from rasid.knowledge.files import Faults
from rasid.knowledge.rules import read_rules
from rasid.knowledge.world import read_actors, read_codebook, read_outlets
from rasid.text import fold

TYPES = {"control.take": None}
ARABIC_WORD = re.compile("[\u0621-\u064a]{2,}")


def test_shipped_knowledge_has_no_faults() -> None:
    assert faults() == []


def test_every_example_of_every_rule_holds(knowledge: Knowledge) -> None:
    failed = [str(trial) for trial in try_rules(knowledge) if trial.fault]
    assert not failed, "\n".join(failed)


def test_every_rule_has_an_example_that_it_finds(knowledge: Knowledge) -> None:
    assert [r.id for r in knowledge.rules.rules.values() if not any("text" in e for e in r.examples)] == []


def test_every_type_of_the_codebook_has_a_rule(knowledge: Knowledge) -> None:
    assert len(knowledge.codebook) == 47
    assert set(knowledge.codebook) - {r.type for r in knowledge.rules.rules.values()} == set()


def test_version_depends_on_the_files(tmp_path: Path) -> None:
    copy = shutil.copytree(FOLDER, tmp_path / "k")
    before = load(copy).version
    assert load(copy).version == before
    (copy / "ar" / "common.txt").write_text((copy / "ar" / "common.txt").read_text("utf-8") + "\n", "utf-8")
    assert load(copy).version != before


def test_no_arabic_words_in_the_code() -> None:
    """Facts of a language are data. Only the article may stand in code, and in --help what a person may type."""
    found = []
    for path in sorted(FOLDER.parent.rglob("*.py")):
        nodes = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Expr | ast.Constant)]
        docs = {id(n.value) for n in nodes if isinstance(n, ast.Expr)}
        literals = [n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs]
        found += [
            f"{path.name}:{n.lineno}"
            for n in literals
            if ARABIC_WORD.search(str(n.value).replace("ال", "")) and path.parent.name != "cli"
        ]
    assert found == []


# --- faults ----------------------------------------------------------------------------------------------------------


def _rules(path: Path, found: Faults) -> None:
    read_rules(path.parent, TYPES, found)


def _actors(path: Path, found: Faults) -> None:
    read_actors(path.parent, found)


RULE = """# rules
- id: control.take/x
  type: control.take
  words: {verb: [سيطر]}
  roles: {actor: [subject]}
  examples:
    - {text: سيطر الجيش, trigger: سيطر}
"""
ACTOR = "# actors\n- {id: a, kind: party, name: {ar: حزب الأمل, en: Hope Party}}\n"

Reader = Callable[[Path, Faults], object]


@pytest.mark.parametrize(
    ("read", "content", "fault"),
    [
        (_rules, RULE, ""),
        (_rules, RULE.replace("  words", "  perp: x\n  words"), "data/x.yaml:2: unknown key 'perp'; known: "),
        (_rules, RULE.replace("  roles: {actor: [subject]}\n", ""), "data/x.yaml:2: key 'roles' is missing"),
        (_rules, RULE + "  weak: true\n  weak: false\n", "data/x.yaml:9: key 'weak' stands a second time; it is given on line 8"),
        (_rules, RULE.replace("type: control.take", "type: control.eat"), "data/x.yaml:2: type 'control.eat' is not in the codebook"),
        (_rules, RULE.replace("id: control.take/x", "id: fight.clash/x"), "data/x.yaml:2: id 'fight.clash/x' must begin with its type"),
        (_rules, RULE.replace("subject", "above"), "data/x.yaml:2: unknown position 'above'"),
        (_rules, RULE.replace("actor:", "victim:"), "data/x.yaml:2: unknown role 'victim'"),
        (_rules, RULE.replace("verb:", "adverb:"), "data/x.yaml:2: unknown form 'adverb'"),
        (_rules, RULE.replace("[سيطر]", "[سيطرX]"), "data/x.yaml:2: Arabic and Latin in one value"),
        (_rules, RULE + RULE.split("\n", 1)[1], "data/x.yaml:8: id 'control.take/x' is taken by x.yaml:2"),
        (_rules, RULE.split("  examples")[0] + "  examples: []\n", "data/x.yaml:2: a rule needs at least one example"),
        (_rules, "- id: [\n", "data/x.yaml:2: not YAML"),
        (_rules, "id: x\n", "data/x.yaml:1: expected a list of entries"),
        (_rules, "- just words\n", "data/x.yaml:1: expected a mapping"),
        (_actors, ACTOR, ""),
        (_actors, ACTOR + ACTOR.split("\n", 1)[1].replace("{id: a", "{id: b"), "data/x.yaml:3: the name "),
        (_actors, ACTOR + ACTOR.split("\n", 1)[1].replace("id: a", "id: b").replace("الأمل", "الامل"), "data/x.yaml:3: the name "),
        (_actors, ACTOR.replace("}}", "}, part_of: [{to: nobody}]}"), "data/x.yaml:2: no actor has the id 'nobody'"),
        (_actors, ACTOR.replace("}}", "}, speaks_for: [nobody]}"), "data/x.yaml:2: no actor has the id 'nobody'"),
        (_actors, ACTOR.replace("}}", "}, part_of: [{to: a, since: soon}]}"), "data/x.yaml:2: since: 'soon' is no ISO date"),
        (_actors, ACTOR.replace("}}", "}, part_of: [{to: a, from: 2011}]}"), "data/x.yaml:2: unknown key 'from'"),
        (_actors, ACTOR.replace("kind: party", "kind: gang"), "data/x.yaml:2: unknown kind 'gang'"),
        (_actors, ACTOR + ACTOR.split("\n", 1)[1].replace("الأمل", "الغد"), "data/x.yaml:3: id 'a' is taken by x.yaml:2"),
        (read_attribution, "- {id: x, stance: sings, opens: [], verb: [قال], examples: []}\n", "data/x.yaml:1: stance 'sings'"),
        (read_status, "- {id: x, status: odd, scope: verb, particle: [لم], examples: []}\n", "data/x.yaml:1: status 'odd'"),
        (read_outlets, "- {id: x}\n", "data/x.yaml:1: key 'name' is missing"),
        (read_codebook, "- {id: x}\n", "data/x.yaml:1: key 'ar' is missing"),
    ],
)  # fmt: skip
def test_faults_name_file_line_and_what_was_expected(read: Reader, content: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "data" / "x.yaml"
    path.parent.mkdir()
    path.write_text(content, "utf-8")
    found = Faults()
    read(path, found)
    if fault:
        assert any(f.startswith(fault) for f in found), found
    else:
        assert found == []


def test_missing_file_is_a_fault(tmp_path: Path) -> None:
    found = Faults()
    read_outlets(tmp_path / "outlets.yaml", found)
    assert found == [f"{tmp_path.name}/outlets.yaml:1: the file is missing"]


def _broken(tmp_path: Path, file: str, old: str, new: str) -> list[str]:
    copy = shutil.copytree(FOLDER, tmp_path / "k")
    content = (copy / file).read_text("utf-8")
    assert old in content
    (copy / file).write_text(content.replace(old, new, 1), "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load(copy)
    return caught.value.faults


def test_all_faults_of_all_files_come_together(tmp_path: Path) -> None:
    copy = shutil.copytree(FOLDER, tmp_path / "k")
    for name in ("control", "siege", "access", "talks"):
        path = copy / "ar" / "frames" / f"{name}.yaml"
        if path.exists():
            path.write_text(path.read_text("utf-8") + "- {id: x}\n", "utf-8")
    (copy / "world" / "outlets.yaml").write_text("- {id: x}\n", "utf-8")
    found = faults(copy)
    assert {f.split(":")[0] for f in found} >= {"frames/control.yaml", "frames/access.yaml", "frames/talks.yaml", "world/outlets.yaml"}


def test_a_verb_without_forms_is_a_fault(tmp_path: Path) -> None:
    found = _broken(tmp_path, "ar/frames/control.yaml", "verb: [", "verb: [فرفشرش, ")
    assert any("'فرفشرش' is not in lexemes.tsv" in f for f in found)


def test_unknown_key_in_the_words_of_dates(tmp_path: Path) -> None:
    copy = shutil.copytree(FOLDER, tmp_path / "k")
    path = copy / "ar" / "times.yaml"
    path.write_text(path.read_text("utf-8") + "fortnights: []\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"times\.yaml:\d+"):
        load(copy)


# --- names -----------------------------------------------------------------------------------------------------------


def test_names_are_found_in_every_spelling(knowledge: Knowledge) -> None:
    asayish = next(a for a in knowledge.actors.values() if a.id == "asayish")
    for name in (asayish.ar, *asayish.names):
        words = fold(name).replace("-", " ").split()
        assert any(n.kind == "actor" for n in knowledge.names.known(words)), name


def test_outlets_are_known_by_id_name_and_domain(knowledge: Knowledge) -> None:
    outlet = next(o for o in knowledge.outlets.values() if o.domains)
    assert {knowledge.outlet_id(n) for n in (outlet.id, outlet.ar, outlet.en, outlet.domains[0])} == {outlet.id}
    assert knowledge.outlet_id("nobody's paper") == "nobody's paper"
