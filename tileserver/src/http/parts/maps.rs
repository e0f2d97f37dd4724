//! Map apps and what they are made of: pages, files, styles, letters, pictures of others, codes that lead to a place.

use crate::http::handlers::web::{apps, glyphs, look, signs, styles};
use crate::http::handlers::{base_maps, qr};
use crate::http::parts::part::{Endpoint, Part, Serves};
use crate::http::paths;
use crate::http::served::site::App;
use crate::http::wire::base_maps::BaseMapList;
use crate::http::wire::landing::Styles;
use crate::http::wire::pages::manifest::Manifest;
use crate::http::wire::pages::portal::VIEWER;
use crate::openapi::shared::{F, LANG, NAME, X, Y, Z};
use crate::openapi::{Answer, Described, Operation, Parameter, Text, binary, object, of, text};

/// Some names of typefaces, the one wanted most first.
const FONT_NAMES: Text = Text { longest: 256 };

static STYLE_ID: Parameter<Text> = Parameter::path("styleId", NAME);
static FILE: Parameter<Text> = Parameter::path("file", NAME);
static ICON_NAME: Parameter<Text> = Parameter::path("icon", NAME);
static SIGN: Parameter<Text> = Parameter::path("sign", NAME);
static FONT_STACK: Parameter<Text> = Parameter::path("fontstack", FONT_NAMES);
static RANGE: Parameter<Text> = Parameter::path("range", NAME);
static APP_NAME: Parameter<Text> = Parameter::path("app", NAME);
static BASE_MAP: Parameter<Text> = Parameter::path("baseMap", NAME);
static SHOWN: &[&dyn Described] = &[&F, &LANG];
static OF_STYLE: &[&dyn Described] = &[&STYLE_ID];
static OF_STYLE_FILE: &[&dyn Described] = &[&STYLE_ID, &FILE];
static OF_GLYPHS: &[&dyn Described] = &[&FONT_STACK, &RANGE];
static OF_APP: &[&dyn Described] = &[&APP_NAME];
static OF_ICON: &[&dyn Described] = &[&ICON_NAME];
static OF_SIGN: &[&dyn Described] = &[&SIGN];
static OF_MANIFEST: &[&dyn Described] = &[&LANG];
static OF_FILE: &[&dyn Described] = &[&FILE];
static OF_BASE_MAP: &[&dyn Described] = &[&BASE_MAP, &Z, &X, &Y];

const FILE_ANSWER: Answer = Answer::new(200, "api-answer-file", &[("application/octet-stream", binary)]);
const STYLES: Operation = Operation::new("api-styles", Answer::document::<Styles>()).takes(SHOWN);
const STYLE: Operation =
    Operation::new("api-style", Answer::new(200, "api-answer-document", &[(styles::STYLE, object)])).takes(OF_STYLE);
const STYLE_FILE: Operation = Operation::new("api-style-file", FILE_ANSWER).takes(OF_STYLE_FILE);
const GLYPHS: Operation =
    Operation::new("api-glyphs", Answer::new(200, "api-answer-file", &[(glyphs::GLYPHS, binary)])).takes(OF_GLYPHS);
const APP: Operation = Operation::new("api-app", FILE_ANSWER).takes(OF_APP);
const APP_FILE: Operation = Operation::new("api-asset", FILE_ANSWER).takes(OF_FILE);
const PAGE_CSS: Operation = Operation::new("api-page-css", Answer::new(200, "api-answer-file", &[("text/css", text)]));
const PAGE_JS: Operation =
    Operation::new("api-page-js", Answer::new(200, "api-answer-file", &[("text/javascript", text)]));
const AUTHORITY_CSS: Operation =
    Operation::new("api-authority-css", Answer::new(200, "api-answer-file", &[("text/css", text)]));
const AUTHORITY_FILE: Operation = Operation::new(
    "api-authority-file",
    Answer::new(200, "api-answer-picture", &[("image/svg+xml", binary), ("image/png", binary)]),
)
.takes(OF_SIGN)
.refuses(&[404]);
const ICON_FILE: Operation =
    Operation::new("api-icon-file", Answer::new(200, "api-answer-picture", &[("image/png", binary)]))
        .takes(OF_ICON)
        .refuses(&[404]);
const MANIFEST: Operation = Operation::new(
    "api-manifest",
    Answer::new(200, "api-answer-file", &[("application/manifest+json", of::<Manifest>)]),
)
.takes(OF_MANIFEST);
const ICON: Operation =
    Operation::new("api-icon", Answer::new(200, "api-answer-picture", &[("image/svg+xml", binary)]));
const ICON_UNASKED: Operation =
    Operation::new("api-icon-unasked", Answer::new(200, "api-answer-picture", &[("image/svg+xml", binary)]));
const QR: Operation = Operation::new("api-qr", Answer::new(200, "api-answer-picture", &[("image/svg+xml", binary)]))
    .takes(qr::PARAMETERS);
const BASE_MAPS: Operation = Operation::new("api-base-maps", Answer::document::<BaseMapList<'_>>()).takes(SHOWN);
const BASE_MAP_TILE: Operation = Operation::new("api-base-map", FILE_ANSWER).takes(OF_BASE_MAP);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(paths::STYLES, "styles").get(styles::list, STYLES),
        Endpoint::at(paths::STYLE, "styles").get(styles::style, STYLE),
        Endpoint::at(paths::STYLE_FILE, "styles").get(styles::file, STYLE_FILE),
        Endpoint::at(paths::GLYPHS, "assets").serves(Serves::Files).get(glyphs::range, GLYPHS),
        Endpoint::at(paths::APP, "assets").serves(Serves::Files).get(apps::app, APP),
        Endpoint::at(paths::APP_FILE, "assets").serves(Serves::Files).get(apps::asset, APP_FILE),
        Endpoint::at(paths::PAGE_CSS, "assets").serves(Serves::Files).get(look::page_css, PAGE_CSS),
        Endpoint::at(paths::PAGE_JS, "assets").serves(Serves::Files).get(look::page_js, PAGE_JS),
        Endpoint::at(paths::AUTHORITY_CSS, "assets").serves(Serves::Files).get(look::authority_css, AUTHORITY_CSS),
        Endpoint::at(paths::AUTHORITY_FILE, "assets").serves(Serves::Files).get(signs::authority_file, AUTHORITY_FILE),
        Endpoint::at(paths::ICON_FILE, "assets").serves(Serves::Files).get(signs::icon_file, ICON_FILE),
        Endpoint::at(paths::MANIFEST, "assets").serves(Serves::Files).get(signs::manifest, MANIFEST),
        Endpoint::at(paths::ICON, "assets").serves(Serves::Files).get(signs::icon, ICON),
        Endpoint::at(paths::ICON_UNASKED, "assets").serves(Serves::Files).get(signs::icon, ICON_UNASKED),
        Endpoint::at(paths::QR, "qr").get(qr::qr, QR),
        Endpoint::at(paths::BASE_MAPS, "base_map").get(base_maps::list, BASE_MAPS),
        Endpoint::at(paths::BASE_MAP_TILE, "base_map").get(base_maps::tile, BASE_MAP_TILE),
    ])
    .with_app(App { name: VIEWER, title: "portal-app-planning", about: "portal-app-planning-about" })
}
