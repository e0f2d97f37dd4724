//! The codes of findings, and the sentences that say what is wrong and what to do about it.

/// What can be done about a finding of layers that are joined: the sentence chooses by what is offered.
const MEND: &str = "finding-network-join-remedy";

macro_rules! sentences {
    ($($code:literal),* $(,)?; $($joined:literal),* $(,)?) => {
        /// Every finding's code with the ids of its two sentences.
        pub(super) const SENTENCES: &[(&str, [&str; 2])] = &[
            $(($code, [concat!("finding-", $code, "-reason"), concat!("finding-", $code, "-remedy")])),*,
            $(($joined, [$joined, MEND])),*
        ];

        /// Ids of all sentences about findings.
        pub(crate) const CODES: &[&str] =
            &[MEND, $(concat!("finding-", $code, "-reason"), concat!("finding-", $code, "-remedy")),*, $($joined),*];
    };
}

sentences!(
    // The file.
    "wrong-extension",
    "crs-contradiction",
    "crs-suspect",
    "crs-apart",
    "dimensions-dropped",
    "mapping-field-missing",
    "rows-missing",
    "shapes-missing",
    "rows-deleted",
    "rows-beyond",
    "index-unreadable",
    "index-missing",
    "length-absurd",
    "field-renamed",
    "field-name-cut",
    "surfaces-flattened",
    "columns-computed",
    "text-recognised",
    "text-doubted",
    "text-misread",
    "text-not-utf8",
    // Fields.
    "value-not-convertible",
    "value-unreadable",
    "value-in-memo",
    "value-binary",
    "text-replaced",
    "text-cut",
    "key-empty",
    // Records.
    "record-not-json",
    "record-not-geojson",
    "record-too-deep",
    "record-not-utf8",
    "record-too-large",
    "topology-arc-missing",
    "topology-arcs-repeated",
    // Geometries.
    "geometry-missing",
    "geometry-empty",
    "geometry-unreadable",
    "geometry-too-large",
    "index-astray",
    "geometry-not-polygon",
    "geometry-other-family",
    "coordinate-not-number",
    "coordinate-not-finite",
    "coordinate-out-of-reach",
    "ring-too-few-points",
    "ring-not-closed",
    "self-intersection",
    "zero-area",
    "hole-outside",
    "parts-overlap",
    "interior-cut",
    "too-tangled",
    "part-without-extent",
    "line-without-length",
    "heights-interpolated",
    "heights-missing",
    // Zones that are to be a plan.
    "zone-without-sign",
    "zone-without-function",
    "indicator-unreadable",
    "zones-overlap",
    // Lines of an EPANET file.
    "inp-section-unknown",
    "inp-line-outside",
    "inp-line-long",
    "inp-end-missing",
    "inp-after-end",
    "inp-units-missing",
    "inp-option-unknown",
    "inp-id-twice",
    "inp-id-long",
    "inp-node-unknown",
    "inp-ends-same",
    "inp-columns-missing",
    "inp-valve-unknown",
    "inp-number",
    "inp-number-comma",
    "inp-number-not-positive",
    "inp-number-negative",
    "inp-status-unknown",
    "inp-status-of-check-valve",
    "inp-ranges-beyond",
    "inp-element-unknown",
    "inp-place-unreadable",
    "inp-place-twice",
    "inp-places-missing",
    "inp-no-source",
    // Lines of a file of isolation valves.
    "valve-field-missing",
    "valve-link-unknown",
    "valve-node-unknown",
    "valve-node-elsewhere",
    "valve-id-twice",
    "valve-place-twice",
    // A network that takes another's place, and where it lies.
    "network-places-out-of-reach",
    "network-states-kept",
    "network-moved",
    "network-devices-gone",
    "network-connections-adrift",
    "network-shut-kept",
    "network-customers-kept",
    "network-customers-unknown",
    // Lines and points that are joined, and meters.
    "network-snapped",
    "network-mend-unknown",
    "network-field-unread",
    "network-kind-unknown",
    "network-names-left-out",
    "network-meters-stay",
    "network-meters-uncoded";
    // The same, as the core says it.
    "network-join-crowded",
    "network-join-broken",
    "network-join-short",
    "network-join-same-code",
    "network-join-duplicate",
    "network-join-overlap",
    "network-join-crossing",
    "network-join-self-crossing",
    "network-join-gap",
    "network-join-off-pipe",
    "network-join-no-pipe",
    "network-join-crossroads",
    "network-join-between",
    "network-join-shared",
    "network-join-no-source",
    "network-join-dry-part",
    "network-join-meter-far",
    "network-join-meter-unfit",
    "network-join-meter-across",
    "network-join-meter-again",
);
