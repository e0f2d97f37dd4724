//! `diaban serve`: opens a store and answers until told to stop.

pub(super) mod copy;
mod read_only;

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, SystemTime};

use spatial_core::message::{Message, Say};
use spatial_core::store::{Store, StoreAddress};

use crate::apps;
use crate::cli::error::CliError;
use crate::cli::line::asked::Serve;
use crate::cli::serve::read_only::{Copied, is_read_only};
use crate::cli::terminal::adoption;
use crate::cli::terminal::console::Console;
use crate::config::Settings;
use crate::http::{Loaded, files, paths};

/// So long before its end a certificate is told of: an office takes weeks to get the next.
const ENDING: Duration = Duration::from_hours(30 * 24);

/// Serves a store.
pub(super) async fn run(console: &Console, asked: Serve) -> Result<(), CliError> {
    let mut settings = settings(asked.config.as_deref(), asked.listen)?;
    let address = match asked.store {
        StoreAddress::Postgis(address) => StoreAddress::Postgis(address.read_from(&settings.read_urls)?),
        file => file,
    };
    let copied = match &address {
        StoreAddress::Gpkg(path) if is_read_only(path) => Some(Copied::of(path)?),
        _ => None,
    };
    let address = match &copied {
        Some(copied) => {
            settings.is_read_only = true;
            console.note(&Message::new("cli-read-only").with("store", &address));
            if !copied.has_users {
                console.note(&Message::new("cli-read-only-without-users").with("store", &address));
            }
            StoreAddress::Gpkg(copied.store.clone())
        }
        None => address,
    };
    // A file that is not there holds nothing; `open` refuses it, with what to do.
    let looked = Store::look(&address).await?;
    adoption::tell(console, &address, &looked, false);
    let store = Store::open(&address, false).await?;
    for left in store.left_out().await? {
        console.note(&left.message());
    }
    answer(console, store, &address, settings, false).await
}

/// What file, environment and command line say together.
pub(super) fn settings(config: Option<&Path>, listen: Option<SocketAddr>) -> Result<Settings, CliError> {
    let mut settings = Settings::read(config, std::env::vars())?;
    if let Some(listen) = listen {
        settings.listen = listen;
    }
    Ok(settings)
}

/// Listens, says where, and answers until SIGINT or SIGTERM.
pub(super) async fn answer(
    console: &Console,
    store: Store,
    address: &StoreAddress,
    settings: Settings,
    is_demo: bool,
) -> Result<(), CliError> {
    start_log();
    let told_to_stop = told_to_stop();
    if let Some(few) = few_files(settings.limits.connections) {
        console.note(&few);
    }
    if let Some(ending) = ending(&settings, SystemTime::now()) {
        console.note(&ending);
    }
    let openings = settings.openings.clone();
    let server = apps::bind(store, copy::path(address), settings).await?;
    let here = format!("http://{}", server.address());
    console.say(&Message::new("cli-listening").with("address", &here));
    console.note(&Message::new("cli-loading").with("store", address));
    let loaded = |all: Loaded| {
        let loaded = Message::new("cli-loaded").with("features", all.features).with("layers", all.layers);
        console.say(&loaded.with("seconds", console.language.number(all.took.as_secs_f64(), 1)));
        if is_demo {
            console.say(&Message::new("cli-demo-open").with("address", &here));
            for (app, opening) in &openings {
                let address = format!("{here}{}{opening}", paths::app(app));
                console.say(&Message::new("cli-demo-burst").with("address", address));
            }
        }
    };
    let stop = async {
        told_to_stop.await;
        console.note(&Message::new("cli-stopping"));
    };
    server.run(loaded, stop).await?;
    console.note(&Message::new("cli-stopped"));
    Ok(())
}

/// What is said of a certificate that signs nothing today, or not for much longer.
fn ending(settings: &Settings, now: SystemTime) -> Option<Message> {
    let own = settings.seals.own.as_ref()?.certificate();
    let state = match (own.is_valid(now), own.is_valid(now + ENDING)) {
        (true, true) => return None,
        (true, false) => "ending",
        (false, _) if own.ends() < now => "ended",
        (false, _) => "early",
    };
    let (from, until) = own.days();
    Some(
        Message::new("cli-certificate")
            .with("name", own.name())
            .with("state", state)
            .with("from", from)
            .with("until", until),
    )
}

/// What is said where the system allows fewer open files than connections may need.
fn few_files(connections: usize) -> Option<Message> {
    let (may, needs) = (files::allowed()?, files::needed(connections));
    (may < needs).then(|| {
        let few = Message::new("cli-few-files").with("may", may).with("connections", connections);
        few.with("needs", needs).with("fitting", files::fitting(connections))
    })
}

/// Listens from now on; the future is done when the system or a person asks us to stop.
pub(super) fn told_to_stop() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
    async move {
        let [Ok(mut terminate), Ok(mut interrupt)] = signals else { return std::future::pending().await };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}

/// Warnings and errors to standard error; `RUST_LOG` says otherwise.
fn start_log() {
    use tracing_subscriber::filter::{LevelFilter, Targets};
    use tracing_subscriber::layer::SubscriberExt;
    use tracing_subscriber::util::SubscriberInitExt;
    let asked = std::env::var("RUST_LOG").ok().filter(|text| !text.is_empty()).and_then(|text| text.parse().ok());
    let filter = asked.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN));
    let written = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let _ = tracing_subscriber::registry().with(written).with(filter).try_init();
}
