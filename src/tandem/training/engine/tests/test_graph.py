"""The graph: every way drawn and told in words, every word escaped, large ones cut with a sentence."""

import json
import xml.etree.ElementTree as xml

from tandem.training.engine import graph, skeleton
from tandem.training.engine.tests.test_play import porch


def test_every_way_is_drawn_and_told():
    bones = skeleton.read(porch().compiled)
    drawn = graph.graph(bones)
    assert {node.name for node in drawn.nodes} == {
        "the beginning",
        "person_view",
        "call",
        "porch",
        "talk",
        "settled",
        "gone",
    }
    told = dict(graph.words(bones))
    assert told["talk, line 50"][0] == "“Ask what would help right now.” (clinician, sensible) leads to settled."
    assert "Ends here: poor shuts-the-door." in told["gone, line 62"]
    assert any("after 15 s" in sentence for sentence in told["porch, line 33"])
    assert any("Offer her a coat / Say her name" in sentence for sentence in told["porch, line 33"])
    picture = xml.fromstring(graph.svg(drawn, title="A light on the porch"))
    assert picture.tag.endswith("svg") and "A light on the porch" in "".join(picture.itertext())
    for node in drawn.nodes:
        assert 0 < node.x < drawn.width and 0 < node.y < drawn.height


def test_every_word_is_escaped():
    compiled = porch().compiled.replace("Send the team at once.", "<script>alert(1)</script>&")
    picture = graph.svg(graph.graph(skeleton.read(compiled)), title="<b>")
    assert "<script" not in picture and "<b>" not in picture and "&lt;script" in picture


def test_a_large_graph_is_cut_and_says_so():
    parts = {f"k{n}": [{"->": f"k{n + 1}"}, None] for n in range(2_000)} | {"k2000": ["end", None]}
    compiled = json.dumps({"inkVersion": 21, "root": [{"->": "k0"}, "done", parts], "listDefs": {}})
    drawn = graph.graph(skeleton.read(compiled))
    assert len(drawn.nodes) == graph.MOST_DRAWN and drawn.left_out == 2_002 - graph.MOST_DRAWN
    assert f"{drawn.left_out} more parts" in graph.svg(drawn, title="Long")
