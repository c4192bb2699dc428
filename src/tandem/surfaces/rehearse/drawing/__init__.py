"""The picture of a rehearsal: `draw(Picture(...))` gives one SVG and the same in words. Pure: no page, no database."""

from tandem.surfaces.rehearse.drawing.picture import WORDS, Picture, Someone, Speech
from tandem.surfaces.rehearse.drawing.scene import Drawing, draw

__all__ = ["WORDS", "Drawing", "Picture", "Someone", "Speech", "draw"]
