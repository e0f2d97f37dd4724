//! Networks through a store and back: the same objects and values, and the same heads by EPANET itself; what is refused on the way.

use std::path::Path;

use anyhow::Result;
use importers::inp::read;
use serde_json::Value as Json;
use system_tests::program::{diaban, diaban_succeeds};
use system_tests::shared;

use super::{Place, in_both_stores};
use crate::import::epanet::{ORACLES, epanet, objects};

in_both_stores! {
    networks_come_out_of_a_store_as_they_went_in
    what_would_be_lost_is_refused_on_the_command_line
}

async fn networks_come_out_of_a_store_as_they_went_in(place: Place) -> Result<()> {
    const TEST: &str = "networks_come_out_of_a_store_as_they_went_in";
    for name in ORACLES {
        let Some(before) = shared(TEST, &format!("oracle/inp/{name}.inp")) else { return Ok(()) };
        place.import(name, &before, None);
        let after = place.folder.path().join(format!("{name}.inp"));
        place.export(name, &after, &[]);
        let network = |path: &Path| Ok::<_, anyhow::Error>(read("a.inp", &std::fs::read(path)?, None)?.0);
        let (was, is) = (network(&before)?, network(&after)?);
        assert_eq!(objects(&is), objects(&was), "{name}");
        assert_eq!((is.options, is.sections), (was.options, was.sections), "{name}");
        if let Some(said) = epanet(TEST, &[Path::new("heads"), &before, &after]) {
            assert!(said.status.success(), "{name}: {said:?}");
        }
    }
    Ok(())
}

/// A reservoir and a pipe with a valve, in metres of VN-2000 around Vũng Tàu.
const SMALL: &str = "[JUNCTIONS]\n A\t10\n[RESERVOIRS]\n R\t50\n[PIPES]\n p R A 100 200 120\n q R X 1 1\n\
[COORDINATES]\n A 430100 1146000\n R 430000 1146000\n[OPTIONS]\n Units LPS\n Headloss H-W\n[END]\n";

async fn what_would_be_lost_is_refused_on_the_command_line(place: Place) -> Result<()> {
    let path = |name: &str| place.folder.path().join(name);
    std::fs::write(path("a.inp"), SMALL)?;
    std::fs::write(path("van.csv"), "id,link,node\nV1,p,A\n")?;
    let store = place.store.to_string_lossy().into_owned();
    let (inp, report) = (path("a.inp").display().to_string(), path("report.json").display().to_string());
    let valves = path("van.csv").display().to_string();
    let import = |more: &[&str]| {
        let words = ["import", &inp, "--into", &store, "--layer", "Cấp nước", "--kind", "network", "--valves", &valves];
        diaban(words.iter().chain(more).copied())
    };
    let said = |output: &std::process::Output| String::from_utf8_lossy(&output.stderr).into_owned();

    let nowhere = import(&[]);
    assert!(!nowhere.status.success() && said(&nowhere).contains("--crs"), "{}", said(&nowhere));
    let swapped = import(&["--crs", "EPSG:4326"]);
    assert!(!swapped.status.success() && said(&swapped).contains("metres"), "{}", said(&swapped));
    let done = import(&["--crs", "EPSG:5899", "--report", &report]);
    assert!(done.status.success(), "{}", said(&done));
    let told: Json = serde_json::from_slice(&std::fs::read(&report)?)?;
    assert_eq!((&told["layer"], &told["read"], &told["loaded"]), (&"Cấp nước".into(), &5.into(), &4.into()), "{told}");
    assert_eq!((&told["findings"][0]["line"], &told["findings"][0]["outcome"]), (&7.into(), &"quarantined".into()));
    let again = import(&["--crs", "EPSG:5899"]);
    assert!(!again.status.success() && said(&again).contains("--mode replace"), "{}", said(&again));
    let replaced = import(&["--crs", "EPSG:5899", "--mode", "replace"]);
    assert!(replaced.status.success(), "{}", said(&replaced));

    let out = path("out.inp");
    place.export("Cấp nước", &out, &[]);
    assert_eq!(std::fs::read_to_string(path("out.valves.csv"))?, "id,link,node\r\nV1,p,A\r\n");
    let taken = diaban(["export", &store, "--network", "Cấp nước", "--out", &out.display().to_string()]);
    assert!(!taken.status.success() && said(&taken).contains("--overwrite"), "{}", said(&taken));
    place.export("Cấp nước", &out, &["--overwrite", "--valves-as-tcv"]);
    assert!(std::fs::read_to_string(&out)?.contains("V1\tA\tV1_n"));
    for name in ["out.geojson", "out.gpkg"] {
        place.export("Cấp nước", &path(name), &[]);
    }
    if place.store.to_string_lossy().ends_with(".gpkg") {
        let over = diaban(["export", &store, "--network", "Cấp nước", "--out", &store, "--overwrite"]);
        assert!(!over.status.success() && said(&over).contains("is a store"), "{}", said(&over));
    }
    let traced = diaban_succeeds(["trace", &store, "--network", "Cấp nước", "isolation", "--edge", "p"]);
    let traced: Json = serde_json::from_str(&traced)?;
    assert_eq!((&traced["sources_inside"], &traced["boundary_valves"]), (&["R"].into(), &["V1"].into()), "{traced}");
    Ok(())
}
