"""XML inside an EIDO: which places are understood, and that hostile XML does nothing."""

import time

import pytest

from tandem.standards.eido.by_value import UnreadableXML, comments, is_xml, parse, place
from tandem.standards.eido.tests.documents import ADDRESS, COMMENT, POSITION


def shape(name, position, srs="urn:ogc:def:crs:EPSG::4326"):
    namespace = "http://www.opengis.net/gml" if name == "Point" else "http://www.opengis.net/pidflo/1.0"
    return (
        f'<s:{name} xmlns:s="{namespace}" xmlns:g="http://www.opengis.net/gml" srsName="{srs}">'
        f"<g:pos>{position}</g:pos></s:{name}>"
    )


def test_an_address():
    read = place(ADDRESS)
    assert (read.street, read.area, read.latitude, read.unread) == ("400 N Alder Street, 2B", "Riverton", None, None)
    assert place(ADDRESS.replace("<A3>Riverton</A3>", "")).area == "Mill County"


def test_only_the_first_address_is_read_and_only_its_own_parts():
    civic = "urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"
    xml = (
        f'<x><civicAddress xmlns="{civic}"><o:RD xmlns:o="urn:other">Wrong</o:RD><RD>Elm</RD><RD>Ash</RD><HNO> </HNO>'
        f'</civicAddress><civicAddress xmlns="{civic}"><RD>Oak</RD></civicAddress></x>'
    )
    assert place(xml).street == "Elm"


@pytest.mark.parametrize("name", ["Point", "Circle", "Ellipse", "Sphere", "Ellipsoid"])
def test_shapes_with_a_center(name):
    read = place(shape(name, "\n 39.5 -75.25 12 ", "urn:ogc:def:crs:EPSG::4979"))
    assert (read.latitude, read.longitude) == (39.5, -75.25)


def test_a_shape_whose_position_is_the_tower_is_no_place():
    assert place(shape("ArcBand", "39.5 -75.25")).latitude is None


@pytest.mark.parametrize(
    ("position", "srs", "said"),
    [
        ("39.5", "urn:ogc:def:crs:EPSG::4326", "latitude and longitude in degrees"),
        ("north west", "urn:ogc:def:crs:EPSG::4326", "latitude and longitude in degrees"),
        ("nan 0", "urn:ogc:def:crs:EPSG::4326", "isn't on the earth"),
        ("inf 0", "urn:ogc:def:crs:EPSG::4326", "isn't on the earth"),
        ("0 180.1", "urn:ogc:def:crs:EPSG::4326", "isn't on the earth"),
        ("39.5 -75.25", "urn:ogc:def:crs:EPSG::3857", "isn't in WGS 84"),
    ],
)
def test_a_position_that_isnt_one_leaves_the_address(position, srs, said):
    read = place(f"<x>{ADDRESS.partition('?>')[2]}{shape('Point', position, srs)}</x>")
    assert (read.street, read.latitude, read.longitude) == ("400 N Alder Street, 2B", None, None)
    assert said in read.unread


def test_comments():
    assert comments(COMMENT) == ["Gate code is at the desk."]
    assert comments(POSITION) == []


def test_what_means_to_be_xml():
    assert is_xml("\ufeff\n <a/>")
    assert parse("\ufeff\n <?xml version='1.0' encoding='utf-16'?><a/>").tag == "a"
    assert not is_xml("400 Alder Street <rear>")


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<a>", "broken near line 1, column 4"),
        ("", "broken near line 1"),
        ("<a>\0</a>", "broken near line 1"),
        ("<a>\ud800</a>", "half of a character"),
        ("<a>&b;</a>", "broken near line 1"),
        ("<!DOCTYPE a><a/>", "DOCTYPE"),
        ("<a>" * 65 + "</a>" * 65, "more than 64 levels"),
    ],
)
def test_xml_that_is_refused(xml, said):
    with pytest.raises(UnreadableXML, match=said):
        parse(xml)


@pytest.mark.shared
def test_hostile_xml_is_refused_at_once(shared):
    paths = sorted((shared / "data/hostile/xml").glob("*.xml"))
    assert len(paths) >= 7
    for path in paths:
        xml = path.read_text(encoding="utf-8")
        started = time.perf_counter()
        try:
            # An include is only an element here: nothing follows it.
            assert place(xml).street is None, path.name
            assert path.name == "xinclude.xml"
        except UnreadableXML as refusal:
            assert str(refusal).endswith("."), path.name
        assert time.perf_counter() - started < 1, path.name
