"""Invented names and places. Rare family names are paired by chance with common given names, so that nobody is meant."""

GIVEN_SHE = (
    "Alma Anika Bernice Brisa Carmela Clarice Dalia Delphine Edith Elsa Esme Fenna Flora Gilda Greta Hattie Ilse Imani "
    "Ines Jovita Junia Katya Lavinia Leonie Lidia Lorna Mabel Marisol Maura Mina Nadine Nerys Odessa Olwen Paloma Petra "
    "Pilar Ramona Rhona Rosalba Runa Sabra Selma Sunniva Tamsin Thea Tirza Ulla Verena Wanda Willa Xenia Yadira Zelda"
).split()
GIVEN_HE = (
    "Abel Alden Amos Anselm Arturo Basil Benedikt Caspian Cato Clement Corwin Darius Dario Edric Efrain Ellis Emeric "
    "Fabian Felix Gideon Gustav Hakeem Hollis Ibrahim Ignacio Isandro Jarvis Jorge Kelvin Lamar Leander Lucian Magnus "
    "Mateo Milo Nestor Noam Osvaldo Otis Percy Quentin Ramiro Reuben Rufino Silas Soren Tobias Ulric Valentin Warrick "
    "Wendell Yusuf Zeke"
).split()
FAMILY = (
    "Abernoll Aldersby Amberlow Ardizar Ashgrove-Lind Baltane Barrowick Belquist Birdsong-Vale Bramhall-Tey Brackwell "
    "Calloway-Rusk Caraveo-Linn Castlemoor Chavarin Cobbledick-Shaw Corrigill Dalrosso Dapplewood Davenmoor Delacorte "
    "Dunmarrow Eastlake-Boro Eberline Elderfin Emberson Escalora Fairwick Farrowby Fenstermoor Ferncastle Figueralt "
    "Foxmarten Galbreth-Ono Garridel Glasswright Goldacre-Pim Greywater Grimsditch Halloran-Voss Harrowgate Hartsvale "
    "Heddlestone Hollowell-Iyer Huertalba Inglemere Ironside-Cole Jarrowell Juniperro Kettlewick Kilbracken Kingsmarsh "
    "Ladrillo-Watt Lakeman-Oz Larkspire Lindenhall Longmarrow Lowenquist Maldovar Marblethorn Marrowstone Merrigold "
    "Millbrook-Asu Montelar Moonsammy-Ray Nightlinger Northaven Oakdene-Ruiz Oldershaw Orrenmaa Ostermund Palominos "
    "Pennyroyal Pinecastle Plumridge Quarrington Quillfeather Quintaluz Ravensdal Redfernly Ridgemont-Sy Rosedale-Kim "
    "Rowanhurst Saltmarsh Sandoval-Pike Shadwell-Cruz Silverlock Sparrowhark Stonebridge-Ha Summerlin Swallowfield "
    "Tallowmere Tanglewood-Im Thistleby Thornquist Tidewell Torrealba-Hay Trelawnick Underhay Valdemarsh Vantongeren "
    "Velardevil Walcroft Weatherwax Westermoor Whistlecroft Whitlow-Paz Wintergard Wolverley Yarborough-Quint Yellowlees"
).split()

# Agency (short name, area), its share of calls and its middle point. The county lies on empty prairie.
AREAS = {
    "Rivermont": (0.34, 40.152, -103.612),
    "Alder Heights": (0.19, 40.188, -103.655),
    "Birchfield": (0.15, 40.121, -103.668),
    "Larkspur": (0.13, 40.170, -103.560),
    "Fairmont": (0.11, 40.108, -103.590),
    "Orchard Valley": (0.08, 40.205, -103.598),
}
STREETS = (
    "Aspen Cedar Cottonwood Cliffrose Dogwood Elderberry Foothill Gambel Harvest Hawthorn Ironwood Juneberry Kestrel "
    "Larkspur Linden Meadowlark Milkweed Morning Orchard Pasture Plover Prairie Quarry Ridgeline Rivermont Sagebrush "
    "Sandpiper Sumac Sunflower Switchgrass Thistle Union Walnut Wheatland Willow Yarrow"
).split()
STREET_KINDS = ("St", "Ave", "Ct", "Ln", "Dr")
PLACES = (
    "Bus stop, {street}",
    "Parking lot, {street}",
    "Community library, {street}",
    "Grocery store, {street}",
    "Transit center, {street}",
    "Park, {street}",
)


def phone(number: int) -> str:
    """One of the hundred numbers kept for fiction, 555-0100 to 555-0199."""
    return f"(303) 555-01{number % 100:02d}"
