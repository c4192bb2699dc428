from tandem.surfaces.board.tests.conftest import *
def test_x(floor):
    for n in range(3): floor.call(place=f"{n} Elm")
    b=floor.browser(); b.get("/board/"); 
    k1=set(drawn._kept); b.get("/board/"); k2=set(drawn._kept)
    for k in list(k1)[:12]: print("A",str(k)[:230])
    for k in list(k2-k1)[:12]: print("B",str(k)[:230])
