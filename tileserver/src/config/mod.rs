//! Settings: what `diaban.toml` and the environment say (raw), and what the program works with (resolved).
//!
//! Each key `[section] key` may also come from the environment as `DIABAN_SECTION_KEY`, which wins over the file.
//! The command line's options win over both; they are applied by `cli`.

mod authority;
mod base_maps;
mod entry;
mod error;
mod proxies;
mod public_url;
mod raw;
mod replaced;
mod resolve;
mod seals;
mod tables;
mod thresholds;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

pub use authority::{Authority, AuthorityMistake, Colour, ColourMistake, Picture, PictureMistake};
pub use base_maps::{BaseMap, Pictures, tile_url};
pub use error::{ConfigError, EntryMistake};
use planning::check::Standard;
use planning::extract::{FunctionMap, Thresholds};
pub use proxies::{Proxies, ProxyHeader};
pub use public_url::PublicUrl;
pub(crate) use public_url::{is_host, is_path};
use spatial_core::search::FieldNames;
use spatial_core::store::postgis::tables::TableSettings;

pub use crate::seal::{Certificate, Seal, SealMistake, Seals};

/// Most layers one tile may ever carry: 64 names of 48 characters make an address of 3.2 kB, and every proxy in use passes lines
/// of 4 kB. A map of more layers asks for several tiles.
pub const MOST_TILE_LAYERS: usize = 64;

/// Everything the server can be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// `[server] listen`: address and port; loopback unless told otherwise, port 0 lets the system choose.
    pub listen: SocketAddr,
    /// `[server] access_log`: one line per request on standard error.
    pub access_log: bool,
    /// `[server] trusted_proxies`: who is believed about clients.
    pub trusted_proxies: Proxies,
    /// `[server] proxy_header`: by which headers.
    pub proxy_header: ProxyHeader,
    /// `[server] public_url`: the address under which the world knows us; all links begin with it.
    pub public_url: Option<PublicUrl>,
    /// `[server] hosts`: names we answer to where there is no `public_url`; none: to all, but links name only addresses.
    pub hosts: Vec<String>,
    /// `[server] metrics_for`: who may read `/metrics`.
    pub metrics_for: MetricsFor,
    /// `[store] read_urls`: standbys of the database to read from.
    pub read_urls: Vec<String>,
    /// `[store] changes_days`: how long changes are kept for those who follow; older ones are forgotten, features are not.
    pub changes_days: u32,
    /// Nothing may be changed: the store is a copy of one that cannot be written. No setting; found out at the start.
    pub is_read_only: bool,
    /// What stands behind the address of an app on its card of the start page. No setting: a demonstration shows something at once.
    pub openings: Vec<(&'static str, String)>,
    /// `[cache] tiles_mb`: memory for finished tiles; 0 turns the cache off.
    pub tiles_mb: u64,
    /// `[search] memory_mb`: most memory for what finds features by name.
    pub search_mb: u64,
    /// `[search] sheet`, `number`, …: names of fields that hold these, before the usual ones.
    pub search_fields: FieldNames,
    /// `[limits] …`.
    pub limits: Limits,
    /// `[[tables]]`: tables and views of others in the database, served as they are.
    pub tables: Vec<TableSettings>,
    /// `[[base_maps]]`: pictures of others below our layers, fetched through our own origin or read from a file.
    pub base_maps: Vec<BaseMap>,
    /// `[cache] base_maps_mb`: memory for their tiles; 0 keeps none.
    pub base_maps_mb: u64,
    /// `[planning] publish_days`: calendar days from the decision that approved a plan to the day by which it must be public.
    pub publish_days: u32,
    /// `[planning] contact_days`: from the end of a consultation to the day on which it is forgotten how those can be reached who commented.
    pub contact_days: u32,
    /// `[planning] consultation_days`: least calendar days of a consultation, the first and the last among them.
    pub consultation_days: u32,
    /// `[planning] answer_days`: calendar days from the day a comment came to the day by which it must be answered.
    pub answer_days: u32,
    /// `[planning] function_map`: a file that says how functions of plans and codes of land use go together, in place of our table.
    pub function_map: Arc<FunctionMap>,
    /// `[planning] standard`: a file that says what a regulation has where no plan says what may be built, in place of our table.
    pub standard: Arc<Standard>,
    /// `[planning] sliver_area_m2`, `sliver_width_m`: a share of a parcel that is smaller and thinner is dropped.
    pub thresholds: Thresholds,
    /// `[report] signing_certificate`, `signing_key`, `former_certificates`: what signs sheets, and whose signatures are ours.
    pub seals: Arc<Seals>,
    /// `[authority] name`, `logo`, `arms`, `phone`, `email`, `address`, `accent`: whose server this is.
    pub authority: Arc<Authority>,
}

/// Who may read `/metrics`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetricsFor {
    /// Whoever asks: they are on a network of their own, or hidden by a proxy.
    Everybody,
    /// Who is signed in as an administrator, or shows a token of one.
    Admins,
}

/// What one client, or all of them together, may ask of us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// `connections`: open at once; one more takes the place of one that asks nothing, and where all ask something only health is told.
    pub connections: usize,
    /// `connections_per_client`: of those, from one address that is no trusted proxy's.
    pub connections_per_client: usize,
    /// `questions_per_client`: questions that cost much, at work at the same time for one client; more wait for their turn.
    pub questions_per_client: usize,
    /// `header_seconds`: for sending the request's headers, and for staying silent between requests.
    pub header_seconds: u64,
    /// `request_seconds`: from the headers to the answer's first byte.
    pub request_seconds: u64,
    /// `write_seconds`: how long a client may take nothing of its answer before it is cut off.
    pub write_seconds: u64,
    /// `shutdown_seconds`: for open requests when the program is told to stop.
    pub shutdown_seconds: u64,
    /// `body_kb`: body of a request.
    pub body_kb: u64,
    /// `upload_mb`: files one person puts in a day.
    pub upload_mb: u64,
    /// `import_mb`: one file that is to be brought into the store.
    pub import_mb: u64,
    /// `answer_mb`: body of one page of items; a longer page ends early and links to the rest.
    pub answer_mb: u64,
    /// `page_features`: features on one page of items.
    pub page_features: u32,
    /// `tile_layers`: layers asked for in one tile.
    pub tile_layers: usize,
    /// `listeners`: clients that listen for changes at once; each holds a connection.
    pub listeners: usize,
    /// `listeners_per_client`: of those, from one address.
    pub listeners_per_client: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            access_log: true,
            trusted_proxies: Proxies::default(),
            proxy_header: ProxyHeader::XForwarded,
            public_url: None,
            hosts: Vec::new(),
            metrics_for: MetricsFor::Everybody,
            read_urls: Vec::new(),
            changes_days: 90,
            is_read_only: false,
            openings: Vec::new(),
            tiles_mb: 256,
            search_mb: 512,
            search_fields: FieldNames::default(),
            limits: Limits::default(),
            tables: Vec::new(),
            base_maps: Vec::new(),
            base_maps_mb: 64,
            publish_days: planning::USUAL_PUBLISH_DAYS,
            contact_days: planning::comment::USUAL_CONTACT_DAYS,
            consultation_days: planning::USUAL_CONSULTATION_DAYS,
            answer_days: planning::comment::USUAL_ANSWER_DAYS,
            function_map: FunctionMap::built_in(),
            standard: Standard::built_in(),
            thresholds: Thresholds::default(),
            seals: Arc::default(),
            authority: Arc::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            connections_per_client: 256,
            questions_per_client: 4,
            header_seconds: 15,
            request_seconds: 30,
            write_seconds: 30,
            shutdown_seconds: 10,
            body_kb: 1024,
            upload_mb: 2048,
            // A province of parcels as a Shapefile in an archive; a `.shp` ends at 2 GB by its own offsets.
            import_mb: 2048,
            answer_mb: 32,
            page_features: 10_000,
            tile_layers: MOST_TILE_LAYERS,
            listeners: 256,
            listeners_per_client: 64,
        }
    }
}

impl Settings {
    /// Reads a file (if one is given, it must exist) and the environment.
    ///
    /// # Errors
    /// [`ConfigError`] naming the key and what it should look like.
    pub fn read(file: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let mut raw = raw::Raw::default();
        if let Some(path) = file {
            let source = std::fs::read_to_string(path)
                .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
            raw.read_toml(path, &source)?;
        }
        raw.read_environment(environment)?;
        resolve::resolve(&raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str, environment: &[(&str, &str)]) -> Result<Settings, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("diaban.toml");
        std::fs::write(&path, toml).unwrap();
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Settings::read(Some(&path), environment)
    }

    #[test]
    fn nothing_said_means_loopback() {
        assert!(read("", &[]).unwrap().listen.ip().is_loopback());
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let toml = "[cache]\ntiles_mb = 10\n[limits]\nconnections = 5\n[server]\naccess_log = false";
        let proxies = ("DIABAN_SERVER_TRUSTED_PROXIES", "10.0.0.1, ::1");
        let settings = read(toml, &[("DIABAN_CACHE_TILES_MB", "0"), proxies, ("DIABAN", "ignored")]).unwrap();
        assert!(
            settings.trusted_proxies.trust([10, 0, 0, 1].into())
                && !settings.trusted_proxies.trust([127, 0, 0, 1].into())
        );
        assert_eq!(settings.tiles_mb, 0);
        assert_eq!(settings.limits.connections, 5);
        assert!(!settings.access_log);
    }

    #[test]
    fn fields_are_named_for_the_search() {
        use spatial_core::search::FieldRole;
        let settings =
            read("[search]\nsheet = [\"to_so\", \"bd_so\"]\nmemory_mb = 64", &[("DIABAN_SEARCH_CODE", "so_cot")])
                .unwrap();
        let mut expected = FieldNames::default();
        expected.add(FieldRole::Sheet, "to_so");
        expected.add(FieldRole::Sheet, "bd_so");
        expected.add(FieldRole::Code, "so_cot");
        assert_eq!((settings.search_fields, settings.search_mb), (expected, 64));
    }

    #[test]
    fn a_province_brings_its_own_table_of_functions() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("functions.csv");
        let read = |table: &str| {
            std::fs::write(&path, table).unwrap();
            read(&format!("[planning]\nfunction_map = {:?}", path.display().to_string()), &[])
        };
        let own = "Nhóm nhà ở;conflict;LUC;Sở Xây dựng;verified\n";
        assert_eq!(*read(own).unwrap().function_map, FunctionMap::read(own).unwrap());
        let wrong = read("# ours\nNhóm nhà ở;perhaps;LUC;;\n").unwrap_err();
        assert!(matches!(wrong, ConfigError::NotAFunctionMap { line: 2, mistake: "relation", .. }), "{wrong}");
    }

    #[test]
    fn a_province_brings_its_own_table_of_the_regulation() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("quy-chuan.csv");
        let read = |table: &str| {
            std::fs::write(&path, table).unwrap();
            read(&format!("[planning]\nstandard = {:?}", path.display().to_string()), &[])
        };
        let own = "regulation;;;;QCĐP 1:2027;;\nkind;house;;;*;nhà ở;\ndensity;house;;0;60;Điều 4;\n";
        assert_eq!(*read(own).unwrap().standard, Standard::read(own).unwrap());
        let wrong = read("# ours\ndensity;house;;0;much;;\n").unwrap_err();
        assert!(matches!(wrong, ConfigError::NotAStandard { line: 2, mistake: "number", .. }), "{wrong}");
    }

    #[test]
    fn what_is_too_small_to_be_a_share_is_a_provinces_to_say() {
        let settings = read("[planning]\nsliver_area_m2 = 0.5", &[("DIABAN_PLANNING_SLIVER_WIDTH_M", "0.05")]).unwrap();
        assert_eq!((settings.thresholds.area.0, settings.thresholds.width.0), (0.5, 0.05));
        assert_eq!(read("", &[]).unwrap().thresholds, Thresholds::default());
    }

    #[test]
    fn errors_name_the_key() {
        for (toml, environment, named) in [
            ("[server]\nlisten_to = \"x\"", vec![], "[server] listen_to"),
            ("[sever]\nlisten = \"x\"", vec![], "[sever]"),
            ("listen = \"x\"", vec![], "listen"),
            ("[server]\nlisten = \"port 80\"", vec![], "[server] listen"),
            ("[search]\nstreet = \"ten\"", vec![], "[search] street"),
            ("[limits]\nconnections = 0", vec![], "[limits] connections"),
            ("[limits]\npage_features = -5", vec![], "[limits] page_features"),
            ("[server]\ntrusted_proxies = \"10.0.0.1, gateway\"", vec![], "[server] trusted_proxies"),
            ("[server]\naccess_log = \"perhaps\"", vec![], "[server] access_log"),
            ("[server]\npublic_url = \"bando.vn\"", vec![], "[server] public_url"),
            ("[server]\nhosts = [\"https://bando.vn\"]", vec![], "[server] hosts"),
            ("[server]\nmetrics_for = \"friends\"", vec![], "[server] metrics_for"),
            ("[server]\nproxy_header = \"x-real-ip\"", vec![], "[server] proxy_header"),
            ("[planning]\npublish_days = -1", vec![], "[planning] publish_days"),
            ("[planning]\nconsultation_days = 0", vec![], "[planning] consultation_days"),
            ("[planning]\nanswer_days = \"soon\"", vec![], "[planning] answer_days"),
            ("[planning]\nfunction_map = \"no/such.csv\"", vec![], "no/such.csv"),
            ("[planning]\nstandard = \"no/such.csv\"", vec![], "no/such.csv"),
            ("[planning]\nsliver_area_m2 = 101", vec![], "[planning] sliver_area_m2"),
            ("[planning]\nsliver_width_m = \"thin\"", vec![], "[planning] sliver_width_m"),
            ("[report]\nsigning_key = \"no/such.pem\"", vec![], "[report] signing_key"),
            ("[report]\nformer_certificates = [\"no/such.pem\"]", vec![], "no/such.pem"),
            ("[authority]\nlogo = \"no/such.svg\"", vec![], "[authority] logo: no/such.svg"),
            ("[authority]\naccent = \"#ffee00\"", vec![], "[authority] accent: #ffee00"),
            ("[authority]\nphone = \"call us\"", vec![], "[authority] phone"),
            ("[authority]\nemail = \"javascript:x\"", vec![], "[authority] email"),
            ("[authority]\nname = \"\"\"a\nb\"\"\"", vec![], "[authority] name"),
            ("[authority]\nslogan = \"x\"", vec![], "[authority] slogan"),
            ("[limits]\nlisteners_per_client = 0", vec![], "[limits] listeners_per_client"),
            ("", vec![("DIABAN_CACHE_TILE_MB", "1")], "DIABAN_CACHE_TILE_MB"),
            ("", vec![("DIABAN_SERVER_LISTEN", "x")], "DIABAN_SERVER_LISTEN"),
        ] {
            let error = read(toml, &environment).expect_err(toml);
            assert!(error.to_string().contains(named), "{error}");
        }
    }
}
