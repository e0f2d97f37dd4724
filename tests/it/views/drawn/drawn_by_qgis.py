"""What QGIS draws of a served style, at places whose class is known. Arguments: server, west, south, east, north, picture.

Prints, for each drawn subject, how many places have the colour the style gives their class, and the first that have not.
"""
import json
import os
import sys
import urllib.request

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (  # noqa: E402
    QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsMapRendererSequentialJob, QgsMapSettings, QgsPointXY,
    QgsProject, QgsRectangle, QgsVectorTileLayer)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

SIDE = 1024
IN_FORCE = {"published", "adjusted"}
# Drawn over plans above them, by another layer of the style.
OTHER_LEVELS = {"general", "detailed", "shortened"}


def read(path):
    with urllib.request.urlopen(server + path) as answer:
        return json.load(answer)


def colour_of(layer, value):
    """The colour a style layer gives a value, on white."""
    cases, otherwise = layer["paint"]["fill-color"][2:-1], layer["paint"]["fill-color"][-1]
    found = otherwise
    for labels, colour in zip(cases[::2], cases[1::2]):
        if value in (labels if isinstance(labels, list) else [labels]):
            found = colour
            break
    colour, opacity = QColor(found), layer["paint"].get("fill-opacity", 1)
    return [round(255 + (part - 255) * opacity) for part in (colour.red(), colour.green(), colour.blue())]


def picture(tiles, wanted):
    """The map with some layers of the style only."""
    renderer = tiles.renderer().clone()
    styles = renderer.styles()
    for style in styles:
        style.setEnabled(style.styleName() == wanted)
    renderer.setStyles(styles)
    alone = tiles.clone()
    alone.setRenderer(renderer)
    alone.setLabeling(None)
    settings = QgsMapSettings()
    settings.setLayers([alone])
    settings.setDestinationCrs(mercator)
    settings.setExtent(window)
    settings.setOutputSize(QSize(SIDE, SIDE))
    settings.setBackgroundColor(QColor("#ffffff"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage(), settings.mapToPixel()


def judged(style_layer, features, field):
    """Compares one place in each shape that no other covers."""
    image, to_pixel = picture(tiles, style_layer["id"])
    image.save(f"{out}-{style_layer['id']}.png")
    right, wrong = 0, []
    for nth, (shape, properties) in enumerate(features):
        place = shape.poleOfInaccessibility(1)[0].asPoint()
        if not window.contains(place) or any(
                other.contains(place) for at, (other, _) in enumerate(features) if at != nth and other.boundingBox().contains(place)):
            continue
        pixel = to_pixel.transform(place)
        got = image.pixelColor(int(pixel.x()), int(pixel.y()))
        got = [got.red(), got.green(), got.blue()]
        expected = colour_of(style_layer, properties[field])
        if max(abs(a - b) for a, b in zip(got, expected)) <= 3:
            right += 1
        else:
            wrong.append([properties[field], expected, got])
    return {"right": right, "wrong": len(wrong), "first": wrong[:5], "colours": len({properties[field] for _, properties in features})}


def shapes(collection):
    """Of the window, in metres of the map."""
    found = read(f"/collections/{collection}/items?f=json&limit=10000&bbox={','.join(box)}")
    for feature in found["features"]:
        shape = polygons(feature["geometry"])
        shape.transform(to_mercator)
        yield shape, feature["properties"]


def polygons(written):
    parts = written["coordinates"] if written["type"] == "MultiPolygon" else [written["coordinates"]]
    points = [[[QgsPointXY(*at[:2]) for at in ring] for ring in rings] for rings in parts]
    return QgsGeometry.fromMultiPolygonXY(points)


server, *box, out = sys.argv[1:]
application = QgsApplication([], False)
application.initQgis()
mercator = QgsCoordinateReferenceSystem("EPSG:3857")
to_mercator = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), mercator, QgsProject.instance())
west, south, east, north = map(float, box)
window = to_mercator.transformBoundingBox(QgsRectangle(west, south, east, north))
style = read("/styles/planning")
source = json.load(urllib.request.urlopen(style["sources"]["diaban"]["url"]))
address = source["tiles"][0]
zooms = f"zmin={source['minzoom']}&zmax={source['maxzoom']}"
tiles = QgsVectorTileLayer(f"type=xyz&url={address}&{zooms}&styleUrl={server}/styles/planning", "city")
tiles.loadDefaultStyle()
layers = {layer["id"]: layer for layer in style["layers"]}
zones = [(shape, told) for shape, told in shapes("plan_zones") if told["trang_thai"] in IN_FORCE and told["cap_do"] not in OTHER_LEVELS]
print(json.dumps({
    "parcels": judged(layers["parcels-fill"], list(shapes("parcels")), "loai_dat"),
    "zones": judged(layers["plan_zones-fill"], zones, "chuc_nang"),
}))
