//! `diaban trace`, as it was typed.

use clap::ArgMatches;
use network::Mode;
use spatial_core::layer::Audience;
use spatial_core::message::Message;
use spatial_core::store::StoreAddress;

use crate::apps::network::isolation::{BurstAsked, IsolationAsked};
use crate::cli::line::words::{path, store, text};
use crate::text::Language;

/// `diaban trace`.
#[derive(Debug)]
pub(in crate::cli) struct Trace {
    pub(super) store: StoreAddress,
    pub(super) network: String,
    pub(super) isolation: IsolationAsked,
}

/// What was typed; an error is wrong usage.
pub(in crate::cli) fn line(given: &ArgMatches, language: Language) -> Result<Trace, Message> {
    let store = store(&path(given, "STORE").unwrap_or_default().to_string_lossy())?;
    let network = text(given, "network").unwrap_or_default().to_owned();
    let (_, typed) = given.subcommand().ok_or_else(|| Message::new("usage-trace-what"))?;
    let all = |name: &str| typed.get_many::<String>(name).into_iter().flatten().cloned();
    let bursts: Vec<BurstAsked> = match ["edge", "node", "device"].map(|name| all(name).count() > 0) {
        [true, false, false] => all("edge").map(BurstAsked::Edge).collect(),
        [false, true, false] => all("node").map(BurstAsked::Node).collect(),
        [false, false, true] => all("device").map(BurstAsked::Device).collect(),
        _ => return Err(Message::new("usage-trace-burst")),
    };
    let inoperable = all("inoperable").collect();
    let mode = text(typed, "mode").and_then(Mode::parse).unwrap_or_default();
    // Whoever can read the store can read all of it.
    let isolation = IsolationAsked { bursts, inoperable, mode, audience: Audience::STAFF, language };
    Ok(Trace { store, network, isolation })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::line::command::command;

    fn asked(typed: &str) -> Result<Trace, Message> {
        let matches = command(Language::En).try_get_matches_from(typed.split(' ')).expect("clap accepts the line");
        line(matches.subcommand().expect("it is a command").1, Language::En)
    }

    #[test]
    fn an_isolation_is_of_places_of_one_kind_with_any_number_of_seized_valves() {
        let line =
            "diaban trace city.gpkg --network cap-nuoc isolation --edge p2 --inoperable V1 --inoperable V2 --mode topo";
        let trace = asked(line).unwrap();
        assert!(matches!(&*trace.isolation.bursts, [BurstAsked::Edge(code)] if code == "p2"));
        assert_eq!((trace.isolation.inoperable, trace.isolation.mode), (vec!["V1".into(), "V2".into()], Mode::Topo));
        let both = asked("diaban trace city.gpkg --network cap-nuoc isolation --edge p2 --edge p7").unwrap();
        assert_eq!(both.isolation.bursts.len(), 2, "jobs at once are asked together");
        for line in [
            "diaban trace city.gpkg --network cap-nuoc isolation",
            "diaban trace city.gpkg --network cap-nuoc isolation --edge p2 --node A",
        ] {
            assert_eq!(asked(line).unwrap_err().code, "usage-trace-burst", "{line}");
        }
    }
}
