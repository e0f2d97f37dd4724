//! What was typed, understood: types instead of texts, before anything is done.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::ArgMatches;
use data_samples::{City, SampleLayer};
use importers::{Encoding, Mode};
use spatial_core::crs::Crs;
use spatial_core::layer::{Clearance, Grant, Kind, LayerName};
use spatial_core::message::{Message, Say};
use spatial_core::store::StoreAddress;
use spatial_core::store::private::{GrantChange, Role, UserName};

use crate::cli::extract::{Extract, line};
use crate::cli::import::base::{self, ImportBase};
use crate::cli::import::network::{self, ImportNetwork};
use crate::cli::line::words::{encoding, path, store, text};
use crate::cli::network::export::{self, Export};
use crate::cli::network::trace::{self, Trace};
use crate::cli::package::{PackageCommand, understood};
use crate::text::Language;

/// A token's life unless told otherwise.
const TOKEN_DAYS: u32 = 90;
/// Lines of the audit log that are shown unless told otherwise.
const LOG_LINES: u32 = 100;

/// One command with everything it needs.
#[derive(Debug)]
pub(in crate::cli) enum CliCommand {
    Demo(Demo),
    Export(Box<Export>),
    Extract(Box<Extract>),
    Import(Box<Import>),
    ImportBase(ImportBase),
    ImportNetwork(Box<ImportNetwork>),
    Serve(Serve),
    Package(Box<PackageCommand>),
    Sample(Sample),
    Trace(Box<Trace>),
    Migrate(StoreAddress),
    Layer(LayerCommand),
    User(UserCommand),
}

/// `diaban demo`.
#[derive(Debug)]
pub(in crate::cli) struct Demo {
    pub(in crate::cli) parcels: u32,
    pub(in crate::cli) layers: Vec<SampleLayer>,
    pub(in crate::cli) out: PathBuf,
    pub(in crate::cli) listen: Option<SocketAddr>,
    pub(in crate::cli) config: Option<PathBuf>,
}

/// `diaban import`.
#[derive(Debug)]
pub(in crate::cli) struct Import {
    pub(in crate::cli) files: Vec<PathBuf>,
    pub(in crate::cli) into: StoreAddress,
    pub(in crate::cli) layer: LayerName,
    pub(in crate::cli) kind: Option<Kind>,
    pub(in crate::cli) mode: Mode,
    pub(in crate::cli) crs: Option<Crs>,
    pub(in crate::cli) override_crs: bool,
    pub(in crate::cli) encoding: Option<Encoding>,
    pub(in crate::cli) mapping: Option<PathBuf>,
    pub(in crate::cli) plan: Option<PathBuf>,
    pub(in crate::cli) source_layer: Option<String>,
    pub(in crate::cli) private_fields: Vec<String>,
    pub(in crate::cli) is_unpublished: bool,
    pub(in crate::cli) dry_run: bool,
    pub(in crate::cli) report: Option<PathBuf>,
}

/// `diaban serve`.
#[derive(Debug)]
pub(in crate::cli) struct Serve {
    pub(in crate::cli) store: StoreAddress,
    pub(in crate::cli) listen: Option<SocketAddr>,
    pub(in crate::cli) config: Option<PathBuf>,
}

/// `diaban sample`.
#[derive(Debug)]
pub(in crate::cli) struct Sample {
    pub(in crate::cli) parcels: u32,
    pub(in crate::cli) layers: Vec<SampleLayer>,
    pub(in crate::cli) out: PathBuf,
    /// Where a picture of the city from above goes, too.
    pub(in crate::cli) photo: Option<PathBuf>,
    /// Where a sample package goes, too.
    pub(in crate::cli) package: Option<PathBuf>,
}

/// `diaban layer`.
#[derive(Debug)]
pub(in crate::cli) struct LayerCommand {
    pub(in crate::cli) store: StoreAddress,
    pub(in crate::cli) deed: LayerDeed,
}

/// What is done to the layers of a store.
#[derive(Debug)]
pub(in crate::cli) enum LayerDeed {
    List,
    /// Shown to everybody.
    Publish(LayerName),
    /// Hidden from all but those who hold this.
    Hide {
        layer: LayerName,
        from: Clearance,
    },
    /// Removed; its past stays.
    Remove {
        layer: LayerName,
        even_so: bool,
    },
}

/// `diaban user`.
#[derive(Debug)]
pub(in crate::cli) struct UserCommand {
    pub(in crate::cli) store: StoreAddress,
    pub(in crate::cli) deed: UserDeed,
}

/// What is done to the users of a store.
#[derive(Debug)]
pub(in crate::cli) enum UserDeed {
    Add {
        name: UserName,
        role: Role,
    },
    List,
    Remove {
        name: UserName,
    },
    Change(GrantChange),
    Token {
        name: UserName,
        days: u32,
    },
    Password {
        name: UserName,
    },
    SecondFactor {
        name: UserName,
        is_off: bool,
    },
    /// Without a name of everybody.
    SignOut {
        name: Option<UserName>,
        and_tokens: bool,
    },
    Log {
        last: u32,
    },
}

/// From matches to meaning; an error is wrong usage.
pub(in crate::cli) fn understand(matches: &ArgMatches, language: Language) -> Result<CliCommand, Message> {
    match matches.subcommand() {
        Some(("demo", given)) => demo(given).map(CliCommand::Demo),
        Some(("import", given)) if base::is_meant(given) => base::line(given).map(CliCommand::ImportBase),
        Some(("import", given)) if network::is_meant(given) => {
            network::line(given).map(|asked| CliCommand::ImportNetwork(Box::new(asked)))
        }
        Some(("import", given)) => import(given).map(|import| CliCommand::Import(Box::new(import))),
        Some(("serve", given)) => serve(given).map(CliCommand::Serve),
        Some(("trace", given)) => trace::line(given, language).map(|trace| CliCommand::Trace(Box::new(trace))),
        Some(("export", given)) => export::line(given).map(|export| CliCommand::Export(Box::new(export))),
        Some(("extract", given)) => line(given).map(|extract| CliCommand::Extract(Box::new(extract))),
        Some(("sample", given)) => {
            let (parcels, out) = (given.get_one("parcels").copied().unwrap_or(City::USUAL_PARCELS), path(given, "out"));
            let (layers, out) = (sample_layers(given), out.unwrap_or_default());
            let (photo, package) = (path(given, "photo"), path(given, "package"));
            Ok(CliCommand::Sample(Sample { parcels, layers, out, photo, package }))
        }
        Some(("package", given)) => understood(given).map(|package| CliCommand::Package(Box::new(package))),
        Some(("user", given)) => user(given).map(CliCommand::User),
        Some(("layer", given)) => layer(given).map(CliCommand::Layer),
        Some(("migrate", given)) => {
            store(&path(given, "STORE").unwrap_or_default().to_string_lossy()).map(CliCommand::Migrate)
        }
        _ => Err(Message::new("usage-command-missing")),
    }
}

fn layer(given: &ArgMatches) -> Result<LayerCommand, Message> {
    let Some((deed, given)) = given.subcommand() else { return Err(Message::new("usage-command-missing")) };
    let store = store(&path(given, "STORE").unwrap_or_default().to_string_lossy())?;
    // Files of other programs hold layers of any name.
    let name = || {
        let typed = text(given, "LAYER").unwrap_or_default();
        LayerName::parse_stored(typed).map_or_else(|| LayerName::parse(typed).map_err(|error| error.message()), Ok)
    };
    let deed = match deed {
        "publish" => LayerDeed::Publish(name()?),
        "hide" => LayerDeed::Hide { layer: name()?, from: holders(text(given, "for"))? },
        "remove" => LayerDeed::Remove { layer: name()?, even_so: given.get_flag("even-so") },
        _ => LayerDeed::List,
    };
    Ok(LayerCommand { store, deed })
}

/// Who still sees a layer that is hidden: staff, or who holds a power.
fn holders(typed: Option<&str>) -> Result<Clearance, Message> {
    let Some(typed) = typed else { return Ok(Clearance::Staff) };
    let power = Clearance::parse(typed).filter(|clearance| !clearance.is_open());
    power.ok_or_else(|| Message::new("usage-grant-invalid").with("grant", typed.escape_debug()))
}

fn user(given: &ArgMatches) -> Result<UserCommand, Message> {
    let Some((deed, given)) = given.subcommand() else { return Err(Message::new("usage-command-missing")) };
    let store = store(&path(given, "STORE").unwrap_or_default().to_string_lossy())?;
    let name = || {
        let name = given.get_one::<String>("NAME").map(String::as_str).unwrap_or_default();
        UserName::parse(name).map_err(|error| error.message())
    };
    let deed = match deed {
        "add" => {
            UserDeed::Add { name: name()?, role: text(given, "role").and_then(Role::parse).unwrap_or(Role::Viewer) }
        }
        "grant" => UserDeed::Change(GrantChange { user: name()?, given: grants(given)?, taken: Vec::new() }),
        "revoke" => UserDeed::Change(GrantChange { user: name()?, given: Vec::new(), taken: grants(given)? }),
        "remove" => UserDeed::Remove { name: name()? },
        "password" => UserDeed::Password { name: name()? },
        "second-factor" => UserDeed::SecondFactor { name: name()?, is_off: given.get_flag("off") },
        "sign-out" => UserDeed::SignOut {
            name: if given.contains_id("NAME") { Some(name()?) } else { None },
            and_tokens: given.get_flag("tokens"),
        },
        "log" => UserDeed::Log { last: given.get_one("last").copied().unwrap_or(LOG_LINES) },
        "token" => UserDeed::Token { name: name()?, days: given.get_one("days").copied().unwrap_or(TOKEN_DAYS) },
        _ => UserDeed::List,
    };
    Ok(UserCommand { store, deed })
}

/// The powers that were typed. To be staff is none of them: it comes with signing in.
fn grants(given: &ArgMatches) -> Result<Vec<Grant>, Message> {
    let typed = given.get_many::<String>("GRANT").unwrap_or_default();
    let grant = |text: &String| match Grant::parse(text) {
        Some(Grant::Staff) => Err(Message::new("usage-grant-staff")),
        Some(grant) => Ok(grant),
        None => Err(Message::new("usage-grant-invalid").with("grant", text.escape_debug())),
    };
    typed.map(grant).collect()
}

fn demo(given: &ArgMatches) -> Result<Demo, Message> {
    let parcels = given.get_one("parcels").copied().unwrap_or(City::USUAL_PARCELS);
    let out = path(given, "out").unwrap_or_else(|| PathBuf::from(format!("out/city-{parcels}.gpkg")));
    Ok(Demo { parcels, layers: sample_layers(given), out, listen: listen(given)?, config: path(given, "config") })
}

/// Without the option those of the whole city, in the order they are written, whatever the order they are named in.
fn sample_layers(given: &ArgMatches) -> Vec<SampleLayer> {
    let named: Vec<&String> = given.get_many("layers").into_iter().flatten().collect();
    if named.is_empty() {
        return SampleLayer::WHOLE.to_vec();
    }
    let is_wanted = |layer: &SampleLayer| named.iter().any(|name| *name == layer.name().as_str());
    SampleLayer::ALL.into_iter().filter(is_wanted).collect()
}

fn serve(given: &ArgMatches) -> Result<Serve, Message> {
    let store = store(&path(given, "STORE").unwrap_or_default().to_string_lossy())?;
    Ok(Serve { store, listen: listen(given)?, config: path(given, "config") })
}

fn import(given: &ArgMatches) -> Result<Import, Message> {
    goes_with_plan(given)?;
    if let Some(option) = network::only(given) {
        return Err(Message::new("usage-network-only").with("option", format!("--{option}")));
    }
    Ok(Import {
        files: given.get_many("FILE").into_iter().flatten().cloned().collect(),
        into: store(text(given, "into").unwrap_or_default())?,
        layer: layer_name(given)?,
        kind: text(given, "kind").and_then(Kind::parse),
        mode: mode(text(given, "mode").unwrap_or("create"), text(given, "key"), given.contains_id("mapping"))?,
        crs: text(given, "crs").map(Crs::parse).transpose().map_err(|error| error.message())?,
        override_crs: given.get_flag("override-crs"),
        encoding: text(given, "encoding").filter(|name| *name != "auto").map(encoding).transpose()?,
        mapping: path(given, "mapping"),
        plan: path(given, "plan"),
        source_layer: text(given, "source-layer").map(str::to_owned),
        private_fields: given.get_many::<String>("private-field").into_iter().flatten().cloned().collect(),
        is_unpublished: given.get_flag("unpublished"),
        dry_run: given.get_flag("dry-run"),
        report: path(given, "report"),
    })
}

/// Only an extract of OpenStreetMap brings names of its own.
fn layer_name(given: &ArgMatches) -> Result<LayerName, Message> {
    let name = text(given, "layer").ok_or_else(|| Message::new("usage-layer-missing"))?;
    LayerName::parse(name).map_err(|error| error.message())
}

/// Refuses what does not go with `--plan`: a plan is new or a new version, of zones, and its state says who sees it.
fn goes_with_plan(given: &ArgMatches) -> Result<(), Message> {
    if !given.contains_id("plan") {
        return Ok(());
    }
    let is_said = |name: &str, fitting: &[&str]| text(given, name).is_some_and(|word| !fitting.contains(&word));
    let unfit = [
        ("--kind", is_said("kind", &["zone"])),
        ("--mode", is_said("mode", &["create", "replace"])),
        ("--key", given.contains_id("key")),
        ("--private-field", given.contains_id("private-field")),
        ("--unpublished", given.get_flag("unpublished")),
    ];
    match unfit.into_iter().find(|(_, is_unfit)| *is_unfit) {
        Some((option, _)) => Err(Message::new("usage-plan-unfit").with("option", option)),
        None => Ok(()),
    }
}

/// A mapping may name the key, too; the importer looks there.
fn mode(word: &str, key: Option<&str>, has_mapping: bool) -> Result<Mode, Message> {
    match (word, key) {
        ("update", None) if !has_mapping => Err(Message::new("usage-key-missing")),
        ("update", key) => Ok(Mode::Update { key: key.map(str::to_owned) }),
        (_, Some(_)) => Err(Message::new("usage-key-unused")),
        ("replace", None) => Ok(Mode::Replace),
        ("append", None) => Ok(Mode::Append),
        (_, None) => Ok(Mode::Create),
    }
}

fn listen(given: &ArgMatches) -> Result<Option<SocketAddr>, Message> {
    let Some(text) = text(given, "listen") else { return Ok(None) };
    let wrong = |_| Message::new("config-not-an-address").with("key", "--listen").with("value", text);
    text.parse().map(Some).map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::line::command::command;
    use crate::text::Language;

    fn asked(line: &str) -> Result<CliCommand, Message> {
        let matches = command(Language::En).try_get_matches_from(line.split(' ')).expect("clap accepts the line");
        understand(&matches, Language::En)
    }

    #[test]
    fn an_update_needs_its_key_and_nothing_else_takes_one() {
        let line = "diaban import a.geojson --into s.gpkg --layer l --mode";
        assert_eq!(asked(&format!("{line} update")).unwrap_err().code, "usage-key-missing");
        assert_eq!(asked(&format!("{line} append --key k")).unwrap_err().code, "usage-key-unused");
        let Ok(CliCommand::Import(import)) = asked(&format!("{line} update --key k")) else {
            panic!("it is an import")
        };
        assert_eq!(import.mode, Mode::Update { key: Some("k".to_owned()) });
    }

    #[test]
    fn every_encoding_that_the_advice_names_is_taken() {
        for language in [Language::Vi, Language::En] {
            let said = language.say(&encoding("klingon").unwrap_err());
            let words = said.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
            let is_name = |word: &&str| {
                word.contains(|letter: char| letter.is_ascii_digit())
                    || word.len() > 2 && word.to_ascii_uppercase() == **word
            };
            let names: Vec<&str> = words.filter(is_name).chain(["auto"]).collect();
            assert!(names.len() >= 7 && said.contains("auto"), "{said}: {names:?}");
            for name in names {
                assert!(
                    asked(&format!("diaban import a.shp --into s.gpkg --layer l --encoding {name}")).is_ok(),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn a_store_is_a_geopackage_or_a_database() {
        assert_eq!(asked("diaban serve city.shp").unwrap_err().code, "usage-store-kind");
        assert!(asked("diaban serve city.gpkg --listen 127.0.0.1:0").is_ok());
        assert!(asked("diaban serve postgres://lan@localhost/tinh").is_ok());
        assert_eq!(asked("diaban serve postgres://lan@:x/tinh").unwrap_err().code, "store-not-an-address");
        assert_eq!(asked("diaban serve city.gpkg --listen 8080").unwrap_err().code, "config-not-an-address");
        assert_eq!(asked("diaban import a --into s.gpkg --layer Bad").unwrap_err().code, "layer-name-invalid");
    }

    #[test]
    fn a_user_has_a_plain_name_and_a_role() {
        let Ok(CliCommand::User(user)) = asked("diaban user add city.gpkg lan --role editor") else {
            panic!("it is a user")
        };
        assert!(matches!(user.deed, UserDeed::Add { role: Role::Editor, .. }), "{user:?}");
        let Ok(CliCommand::User(user)) = asked("diaban user token city.gpkg lan") else { panic!("it is a user") };
        assert!(matches!(user.deed, UserDeed::Token { days: 90, .. }), "{user:?}");
        for (line, off) in [
            ("diaban user second-factor city.gpkg lan", false),
            ("diaban user second-factor city.gpkg lan --off", true),
        ] {
            let Ok(CliCommand::User(user)) = asked(line) else { panic!("it is a user") };
            assert!(matches!(user.deed, UserDeed::SecondFactor { is_off, .. } if is_off == off), "{user:?}");
        }
        assert_eq!(asked("diaban user add city.gpkg Lan --role editor").unwrap_err().code, "user-name-invalid");
        assert!(matches!(
            asked("diaban user list city.gpkg"),
            Ok(CliCommand::User(UserCommand { deed: UserDeed::List, .. }))
        ));
    }

    #[test]
    fn a_sample_city_may_have_some_layers_only() {
        let Ok(CliCommand::Sample(all)) = asked("diaban sample --parcels 9 --out a.gpkg") else {
            panic!("it is a sample")
        };
        assert_eq!(all.layers, SampleLayer::WHOLE);
        let line = "diaban sample --parcels 9 --out a.gpkg --layers parcels,wards";
        let Ok(CliCommand::Sample(some)) = asked(line) else { panic!("it is a sample") };
        assert_eq!(some.layers, [SampleLayer::Wards, SampleLayer::Parcels]);
    }

    #[test]
    fn the_demo_keeps_each_size_apart() {
        let Ok(CliCommand::Demo(demo)) = asked("diaban demo --parcels 1000") else { panic!("it is a demo") };
        assert_eq!(demo.out, PathBuf::from("out/city-1000.gpkg"));
    }
}
