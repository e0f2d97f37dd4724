//! Real parcels, zones and wards answer exactly: what a box alone would say is wrong.

use spatial_core::crs::Crs;
use spatial_core::geometry::Envelope;
use spatial_core::layer::{Audience, LayerName, Value};
use spatial_core::query::{Page, Query, Within};
use spatial_core::snapshot::World;
use spatial_core::store::{Store, StoreAddress};

const TEST: &str = "rooms::query::cambridge";

fn name(text: &str) -> LayerName {
    LayerName::parse(text).expect("a layer name")
}

/// Imports a file of `../shared/data`; false if it is not there.
async fn import(store: &Store, layer: &str, file: &str) -> bool {
    let Some(path) = system_tests::shared(TEST, file) else { return false };
    let mut request = importers::ImportRequest::new(vec![path], name(layer));
    request.who = "test".to_owned();
    let cancel = importers::Cancel::default();
    importers::import(store, request, &|_| {}, &cancel).await.expect("the file is imported");
    true
}

async fn ask(world: &World, store: &Store, layer: &str, min: [f64; 2], max: [f64; 2]) -> Page {
    let within = Some(Within { envelope: Envelope { min, max }, crs: Crs::WGS84 });
    let query = Query {
        layer: name(layer),
        audience: Audience::STAFF,
        within,
        equals: Vec::new(),
        after: None,
        limit: 1000,
        most_bytes: usize::MAX,
    };
    world.items(store, query).await.expect("an answer")
}

async fn new_store(folder: &tempfile::TempDir) -> Store {
    let address = StoreAddress::Gpkg(folder.path().join("city.gpkg"));
    Store::open(&address, true).await.expect("a new store opens")
}

#[tokio::test]
async fn a_window_of_cambridge_meets_295_parcels_and_20_zones() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = new_store(&folder).await;
    let data = "data/cambridge-ma";
    if !import(&store, "parcels", &format!("{data}/ASSESSING_ParcelsFY2014.topojson.gz")).await
        || !import(&store, "zones", &format!("{data}/CDD_ZoningDistricts.geojson.gz")).await
    {
        return;
    }
    let world = World::read(&store).await.expect("the store is read");
    let parcels = world.layer(&name("parcels"), Audience::ANONYMOUS).expect("parcels");
    assert_eq!(parcels.len(), 13_115);
    let (min, max) = ([-71.12, 42.37], [-71.11, 42.375]);
    let page = ask(&world, &store, "parcels", min, max).await;
    assert_eq!((page.matched, page.features.len(), page.next), (295, 295, None));
    assert_eq!(ask(&world, &store, "zones", min, max).await.matched, 20);
}

#[tokio::test]
async fn a_point_of_vung_tau_lies_in_one_ward() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = new_store(&folder).await;
    if !import(&store, "wards", "data/vn-admin/hcm-lamdong-wards.geojsonl.gz").await {
        return;
    }
    let world = World::read(&store).await.expect("the store is read");
    let page = ask(&world, &store, "wards", [107.0843, 10.3460], [107.0843, 10.3460]).await;
    let code = page.layer.schema.position("code").expect("a code");
    let codes: Vec<_> = page.features.iter().map(|feature| feature.values[code].clone()).collect();
    assert_eq!(codes.len(), 2, "the province and the ward: {codes:?}");
    assert!(codes.contains(&Value::text("26506")) && codes.contains(&Value::text("79")), "{codes:?}");
}
