//! Forty things to find, each typed in several ways: how many are found.

use serde_json::{Value, json};
use system_tests::program::{Server, diaban_succeeds};
use tempfile::TempDir;

use super::{all, plain, results, search, text};

/// One thing to find: how it is typed, and what the first result must show.
struct Target {
    forms: Vec<String>,
    layer: &'static str,
    /// A member of the result and its value.
    is: (&'static str, Value),
}

#[tokio::test]
async fn two_hundred_forms_of_forty_targets_are_found() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("city.gpkg");
    diaban_succeeds(["sample".as_ref(), "--parcels".as_ref(), "4000".as_ref(), "--out".as_ref(), store.as_os_str()]);
    let server = Server::start(&store);
    let targets = targets(&server).await;
    assert_eq!(targets.len(), 40);
    let (mut forms, mut first, mut missed) = (0, 0, Vec::new());
    for target in &targets {
        for form in &target.forms {
            forms += 1;
            let answer = search(&server, form, "").await;
            let is_it = |hit: &Value| hit["layer"] == target.layer && hit[target.is.0] == target.is.1;
            let place = results(&answer).iter().position(is_it);
            first += usize::from(place == Some(0));
            if place.is_none_or(|place| place > 2) {
                let shown: Vec<_> =
                    results(&answer).iter().take(3).map(|hit| format!("{} {}", hit["title"], hit["detail"])).collect();
                missed.push(format!("{form} → {} at {place:?}: {shown:?}", target.is.1));
            }
        }
    }
    assert!(forms >= 200, "{forms} forms");
    assert!(
        missed.is_empty() && first * 200 >= forms * 195,
        "{first} of {forms} first; not among three:\n{}",
        missed.join("\n")
    );
}

/// Parcels by key, identifier and address, wards, streets, zones and plans of the city.
async fn targets(server: &Server) -> Vec<Target> {
    let (parcels, wards) = (all(server, "parcels").await, all(server, "wards").await);
    let mut targets: Vec<Target> = Vec::new();
    for step in 0..12 {
        targets.push(by_key(&parcels[step * 331 + 17], &wards));
    }
    let address = |parcel: &Value| text(&parcel["properties"]["dia_chi"]);
    let is_one = |parcel: &&Value| parcels.iter().filter(|other| address(other) == address(parcel)).count() == 1;
    let with_number =
        parcels.iter().step_by(97).filter(|parcel| address(parcel).starts_with(|c: char| c.is_ascii_digit()));
    targets.extend(with_number.filter(is_one).take(8).map(by_address));
    targets.extend(wards.iter().take(4).map(ward));
    targets.extend(streets(&all(server, "streets").await).into_iter().take(8));
    let zones = all(server, "plan_zones").await;
    let sign = |zone: &Value| text(&zone["properties"]["ky_hieu"]);
    let signs =
        zones.iter().step_by(7).filter(|zone| zones.iter().filter(|other| sign(other) == sign(zone)).count() == 1);
    targets.extend(signs.map(zone).take(40 - targets.len().min(40)));
    targets
}

fn by_key(parcel: &Value, wards: &[Value]) -> Target {
    let [commune, sheet, number] = ["ma_xa", "so_to", "so_thua"].map(|field| text(&parcel["properties"][field]));
    let ward = wards.iter().find(|ward| ward["properties"]["ma_xa"] == commune.as_str()).expect("its ward");
    let ward = text(&ward["properties"]["ten"]);
    let name = ward.split_once(' ').map_or("", |(_, name)| name);
    let forms = vec![
        format!("tờ {sheet} thửa {number} {name}"),
        format!("to {sheet} thua {number} p {}", plain(name)),
        format!("thửa {number}, tờ {sheet}, {ward}"),
        format!("{sheet}/{number} {}", plain(name)),
        format!("{commune}-{sheet}-{number}"),
        text(&parcel["properties"]["ma_dinh_danh"]),
    ];
    Target { forms, layer: "parcels", is: ("id", parcel["id"].clone()) }
}

fn by_address(parcel: &Value) -> Target {
    let address = text(&parcel["properties"]["dia_chi"]);
    let (house, rest) = address.split_once(' ').expect("a house number");
    let (street, ward) = rest.split_once(", ").expect("a ward");
    let name = ward.split_once(' ').map_or("", |(_, name)| name);
    let forms = vec![
        address.clone(),
        plain(&address),
        format!("{} {house} {}", plain(street), plain(name)),
        format!("số {house} đường {street}, {ward}"),
        format!("{house} {}, p. {}", plain(street), plain(name)),
    ];
    Target { forms, layer: "parcels", is: ("id", parcel["id"].clone()) }
}

fn ward(ward: &Value) -> Target {
    let full = text(&ward["properties"]["ten"]);
    let (_, name) = full.split_once(' ').expect("a sort and a name");
    let forms = vec![
        full.clone(),
        plain(&full),
        name.to_owned(),
        format!("p {}", plain(name)),
        format!("P.{name}"),
        text(&ward["properties"]["ma_xa"]),
    ];
    Target { forms, layer: "wards", is: ("id", ward["id"].clone()) }
}

/// Main roads of different names.
fn streets(streets: &[Value]) -> Vec<Target> {
    let mut names: Vec<String> = streets.iter().map(|street| text(&street["properties"]["ten"])).collect();
    names.retain(|name| name.starts_with("Đường ") && !name.starts_with("Đường nội"));
    names.sort();
    names.dedup();
    let target = |full: &String| {
        let name = full.trim_start_matches("Đường ");
        let typed: String = plain(name).chars().take(plain(name).chars().count() - 1).collect();
        let forms = vec![full.clone(), plain(full), name.to_owned(), plain(name), format!("đ. {name}"), typed];
        Target { forms, layer: "streets", is: ("title", json!(full)) }
    };
    names.iter().map(target).collect()
}

fn zone(zone: &Value) -> Target {
    let sign = text(&zone["properties"]["ky_hieu"]);
    let forms =
        vec![sign.clone(), sign.to_lowercase(), sign.replace('-', " "), format!(" {sign} "), sign.replace('-', "–")];
    Target { forms, layer: "plan_zones", is: ("id", zone["id"].clone()) }
}
