//! `diaban trace`, as it was typed.

use clap::ArgMatches;
use network::Mode;
use spatial_core::layer::Audience;
use spatial_core::message::Message;
use spatial_core::store::StoreAddress;

use crate::apps::network::isolation::{BurstAsked, IsolationAsked};
use crate::apps::network::trace::{Kind, PlaceAsked, TraceAsked};
use crate::cli::line::words::{path, store, text};
use crate::text::Language;

/// `diaban trace`.
#[derive(Debug)]
pub(in crate::cli) struct Trace {
    pub(super) store: StoreAddress,
    pub(super) network: String,
    pub(super) question: Question,
    /// For people and the tools of a shell, and not for programs.
    pub(super) is_text: bool,
}

/// What is asked, in the words of the server's addresses.
#[derive(Debug)]
pub(super) enum Question {
    Isolation(IsolationAsked),
    Trace(TraceAsked),
    Segments,
    Valves,
    /// Of one kind, or of all.
    Zones(Option<String>),
}

/// What was typed; an error is wrong usage.
pub(in crate::cli) fn line(given: &ArgMatches, language: Language) -> Result<Trace, Message> {
    let store = store(&path(given, "STORE").unwrap_or_default().to_string_lossy())?;
    let network = text(given, "network").unwrap_or_default().to_owned();
    let (word, typed) = given.subcommand().ok_or_else(|| Message::new("usage-trace-what"))?;
    let question = match word {
        "segments" => Question::Segments,
        "valves" => Question::Valves,
        "zones" => Question::Zones(text(typed, "kind").map(str::to_owned)),
        "isolation" => Question::Isolation(isolation(typed, language)?),
        word => {
            let kind = Kind::parse(word).ok_or_else(|| Message::new("usage-trace-what"))?;
            Question::Trace(trace(typed, kind)?)
        }
    };
    Ok(Trace { store, network, question, is_text: text(typed, "format") == Some("text") })
}

fn isolation(typed: &ArgMatches, language: Language) -> Result<IsolationAsked, Message> {
    let bursts: Vec<BurstAsked> = match ["edge", "node", "device"].map(|name| all(typed, name)) {
        [edges, nodes, devices] if nodes.is_empty() && devices.is_empty() => {
            edges.into_iter().map(BurstAsked::Edge).collect()
        }
        [edges, nodes, devices] if edges.is_empty() && devices.is_empty() => {
            nodes.into_iter().map(BurstAsked::Node).collect()
        }
        [edges, nodes, devices] if edges.is_empty() && nodes.is_empty() => {
            devices.into_iter().map(BurstAsked::Device).collect()
        }
        _ => Vec::new(),
    };
    if bursts.is_empty() {
        return Err(Message::new("usage-trace-burst"));
    }
    // Whoever can read the store can read all of it.
    let audience = Audience::STAFF;
    let (inoperable, mode) = (all(typed, "inoperable"), mode(typed));
    Ok(IsolationAsked { bursts, inoperable, mode, draws_outage: false, audience, language })
}

fn trace(typed: &ArgMatches, kind: Kind) -> Result<TraceAsked, Message> {
    let place = |edge: &str, node: &str| {
        let named = |name: &str| text(typed, name).map(str::to_owned);
        PlaceAsked::of(named(edge), named(node))
    };
    let from = place("from", "from-node").ok_or_else(|| Message::new("usage-trace-from"))?;
    let to = match kind {
        Kind::Path => Some(place("to", "to-node").ok_or_else(|| Message::new("usage-trace-to"))?),
        _ => None,
    };
    Ok(TraceAsked { kind, from, to, barriers: all(typed, "barrier"), mode: mode(typed) })
}

fn all(typed: &ArgMatches, name: &str) -> Vec<String> {
    typed.get_many::<String>(name).into_iter().flatten().cloned().collect()
}

fn mode(typed: &ArgMatches) -> Mode {
    text(typed, "mode").and_then(Mode::parse).unwrap_or_default()
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
        let Question::Isolation(isolation) = asked(line).unwrap().question else { panic!("it isolates") };
        assert!(matches!(&*isolation.bursts, [BurstAsked::Edge(code)] if code == "p2"));
        assert_eq!((isolation.inoperable, isolation.mode), (vec!["V1".into(), "V2".into()], Mode::Topo));
        let both = asked("diaban trace city.gpkg --network cap-nuoc isolation --edge p2 --edge p7").unwrap();
        let Question::Isolation(both) = both.question else { panic!("it isolates") };
        assert_eq!(both.bursts.len(), 2, "jobs at once are asked together");
        for line in [
            "diaban trace city.gpkg --network cap-nuoc isolation",
            "diaban trace city.gpkg --network cap-nuoc isolation --edge p2 --node A",
        ] {
            assert_eq!(asked(line).unwrap_err().code, "usage-trace-burst", "{line}");
        }
    }

    #[test]
    fn a_trace_begins_at_one_place_and_a_path_leads_to_one() {
        for kind in Kind::ALL {
            let to = if kind == Kind::Path { " --to-node B" } else { "" };
            let word = kind.as_str();
            let line = format!("diaban trace city.gpkg --network n {word} --from p1{to} --barrier V --format text");
            let trace = asked(&line).unwrap();
            let Question::Trace(question) = trace.question else { panic!("{line} traces") };
            assert_eq!((question.kind, question.from), (kind, PlaceAsked::Edge("p1".into())));
            assert_eq!((question.to.is_some(), question.barriers), (kind == Kind::Path, vec!["V".into()]));
            assert!(trace.is_text);
        }
        let wrong = |line: &str| asked(&format!("diaban trace city.gpkg --network n {line}")).unwrap_err().code;
        assert_eq!(wrong("connected"), "usage-trace-from");
        assert_eq!(wrong("loops --from p --from-node A"), "usage-trace-from");
        assert_eq!(wrong("path --from p"), "usage-trace-to");
    }

    #[test]
    fn tables_of_a_network_are_asked_by_their_names() {
        let of = |line: &str| asked(&format!("diaban trace city.gpkg --network n {line}")).unwrap().question;
        assert!(matches!(of("segments"), Question::Segments));
        assert!(matches!(of("valves"), Question::Valves));
        assert!(matches!(of("zones --kind dma"), Question::Zones(Some(kind)) if kind == "dma"));
    }
}
