//! The catalogue as written: one file a part and language, embedded in the program. A subject of several parts has a folder.

use crate::text::Language;

/// The name of a part's files, and what stands in them, in the order of [`Language::ALL`].
type TextPart = (&'static str, [&'static str; Language::ALL.len()]);

macro_rules! parts {
    ($($name:literal)*) => {
        /// All parts; a test compares them with the folder.
        pub(super) const PARTS: &[TextPart] = &[$((
            $name,
            [
                include_str!(concat!("../../text/vi/", $name, ".ftl")),
                include_str!(concat!("../../text/en/", $name, ".ftl")),
            ],
        )),*];
    };
}

parts!("admin" "admin-desk" "api" "cli" "codes" "config" "core" "desk" "fields" "functions" "import" "inp" "kit" "kit/data-date" "kit/days" "kit/draw" "kit/edit" "kit/kept" "kit/keys" "kit/late" "kit/layers" "kit/legend" "kit/looks" "kit/map-tools" "kit/measure" "kit/place" "kit/print" "kit/remedies" "kit/report" "kit/session" "kit/share" "kit/storeys" "kit/table" "kit/table-files" "kit/tools" "layer-titles" "maplibre" "network" "network-in" "network-join" "network-meters" "network-shutdown" "osm" "page" "pages" "planning/answers" "planning/area" "planning/check" "planning/comments" "planning/compare" "planning/conflicts" "planning/draft" "planning/extract" "planning/import" "planning/lead" "planning/lines" "planning/map" "planning/package" "planning/page" "planning/papers" "planning/projects" "planning/public" "planning/register" "planning/sheet" "planning/side-by-side" "planning/staff" "planning/standard" "planning/verify" "planning/versions" "portal" "problem" "search" "steward" "water" "water-map" "water-meters");
