//! Subjects on the server: through all floors, on both stores, in the sample city.

mod area;
mod buildable;
mod check;
mod comments;
mod communes;
mod compare;
mod conflicts;
mod extract;
mod lasting;
mod models;
mod page;
mod parts;
mod plans;
mod steps;

use std::ffi::{OsStr, OsString};

use data_samples::City;
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::program::{Server, city, diaban_succeeds, token_in};
use tempfile::TempDir;

/// A small city, served.
pub(crate) struct Scene {
    pub(crate) server: Server,
    address: StoreAddress,
    place: OsString,
    _folder: Option<TempDir>,
}

impl Scene {
    /// In a GeoPackage.
    pub(crate) async fn in_a_file() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("city.gpkg");
        Self::of(StoreAddress::Gpkg(path.clone()), path.as_os_str(), Some(folder)).await
    }

    /// In a file without the tables of subjects.
    async fn without_subjects() -> Self {
        let (folder, path) = city();
        let address = StoreAddress::Gpkg(path.clone());
        Self { server: Server::start(&path), address, place: path.into_os_string(), _folder: Some(folder) }
    }

    /// In a database.
    pub(crate) async fn in_a_database() -> Self {
        let url = Cluster::shared().database().url();
        let address = PostgisAddress::parse(&url).expect("the cluster's addresses are read");
        Self::of(StoreAddress::Postgis(address), OsStr::new(&url), None).await
    }

    async fn of(address: StoreAddress, place: &OsStr, folder: Option<TempDir>) -> Self {
        let store = Store::open(&address, true).await.expect("the store opens");
        let city = City::new(2000, 7).expect("a city of this size can be made");
        data_samples::write(&store, &city, |_| {}).await.expect("the city can be written");
        Self { server: Server::start(place), address, place: place.to_owned(), _folder: folder }
    }

    /// The token of an editor who holds these grants.
    pub(crate) fn editor(&self, name: &str, grants: &[&str]) -> String {
        let token = token_in(&self.address, name, "editor");
        for grant in grants {
            self.grant(name, grant);
        }
        token
    }

    /// Gives somebody a power.
    pub(crate) fn grant(&self, name: &str, grant: &str) {
        diaban_succeeds([OsStr::new("user"), OsStr::new("grant"), &self.place, OsStr::new(name), OsStr::new(grant)]);
    }

    /// A parcel of a commune and a place at it, around which so many degrees to each side lie in the commune.
    pub(crate) async fn in_commune(&self, code: &str, half: f64) -> anyhow::Result<(u64, [f64; 2])> {
        let (_, ward) = self.asked("", &format!("/collections/wards/items?ma_xa={code}")).await;
        let mut rings = Vec::new();
        rings_of(&ward["features"][0]["geometry"]["coordinates"], &mut rings);
        let (_, page) = self.asked("", &format!("/collections/parcels/items?ma_xa={code}&limit=1000")).await;
        let steps = || (-2..=2).map(|step| f64::from(step) / 2.0 * half);
        let found = page["features"].as_array().into_iter().flatten().find_map(|parcel| {
            let mut corners = Vec::new();
            rings_of(&parcel["geometry"]["coordinates"], &mut corners);
            let is_around = |&[lon, lat]: &[f64; 2]| {
                steps().all(|east| steps().all(|north| is_within(&rings, [lon + east, lat + north])))
            };
            let at = corners.into_iter().flatten().find(is_around)?;
            Some((parcel["id"].as_u64()?, at))
        });
        let count = page["features"].as_array().map_or(0, Vec::len);
        found
            .ok_or_else(|| anyhow::anyhow!("none of {count} parcels lies {half}° within the commune {code}: {rings:?}"))
    }

    /// Where the store lies.
    pub(crate) fn address(&self) -> &StoreAddress {
        &self.address
    }

    /// The store, as the command line names it.
    pub(crate) fn place(&self) -> &OsStr {
        &self.place
    }

    /// What somebody is answered, and with which status.
    pub(crate) async fn asked(&self, token: &str, path: &str) -> (u16, serde_json::Value) {
        let mut request = self.server.get(path).header("accept-language", "en");
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        answered(request).await
    }

    /// The same of something that is sent.
    pub(crate) async fn sent(&self, token: &str, path: &str, body: &serde_json::Value) -> (u16, serde_json::Value) {
        let request = self.server.ask(reqwest::Method::POST, path).header("accept-language", "en").bearer_auth(token);
        answered(request.json(body)).await
    }
}

/// All rings of a polygon or of several.
fn rings_of(coordinates: &serde_json::Value, rings: &mut Vec<Vec<[f64; 2]>>) {
    let Some(parts) = coordinates.as_array() else { return };
    let point = |part: &serde_json::Value| Some([part[0].as_f64()?, part[1].as_f64()?]);
    match parts.iter().map(point).collect::<Option<Vec<[f64; 2]>>>() {
        Some(ring) => rings.push(ring),
        None => parts.iter().for_each(|part| rings_of(part, rings)),
    }
}

/// By how often a way to the east crosses a ring.
fn is_within(rings: &[Vec<[f64; 2]>], [x, y]: [f64; 2]) -> bool {
    let crosses = |edge: &&[[f64; 2]]| {
        let [[ax, ay], [bx, by]] = [edge[0], edge[1]];
        (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    };
    rings.iter().flat_map(|ring| ring.windows(2)).filter(crosses).count() % 2 == 1
}

/// The path of the page behind one.
pub(crate) fn behind(scene: &Scene, page: &serde_json::Value) -> Option<String> {
    let link = page["links"].as_array()?.iter().find(|link| link["rel"] == "next")?;
    Some(link["href"].as_str()?.strip_prefix(&scene.server.address).expect("it leads to this server").to_owned())
}

async fn answered(request: reqwest::RequestBuilder) -> (u16, serde_json::Value) {
    let answer = request.send().await.expect("the server answers");
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}
