//! Bursts on the networks of the oracle: equal segments, valves and dry parts, asked of the graph of each store and of one server.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use network::{Burst, Graph, IsolationQuestion, Mode, ValveRow, isolation, valve_ranking};
use system_tests::program::Server;

use super::oracle::{Answer, Case, FILES, Oracle};
use super::{Place, in_both_stores};

/// Of so many cases of a file one is asked over HTTP: the whole of them would take minutes.
const ONE_IN: usize = 25;

in_both_stores! {
    every_burst_of_the_oracles_is_isolated_as_they_say
}

async fn every_burst_of_the_oracles_is_isolated_as_they_say(place: Place) -> Result<()> {
    const TEST: &str = "every_burst_of_the_oracles_is_isolated_as_they_say";
    let mut oracles = Vec::new();
    for (network, file) in FILES {
        let Some(oracle) = Oracle::read(TEST, network, file)? else { return Ok(()) };
        place.import(file, &oracle.inp, Some(&oracle.path));
        oracles.push((file, oracle.cases()?, oracle.surrounding()?));
    }
    let mut wrong = Vec::new();
    for (name, cases, surrounding) in &oracles {
        let graph = place.graph(name).await?;
        assert!(graph.stray_devices().len() == 0 && cases.len() > 20, "{name}: {} cases", cases.len());
        if let Some(surrounding) = surrounding {
            assert_eq!(&around_valves(&graph)?, surrounding, "{name}: valves around each valve");
        }
        for case in cases {
            for mode in Mode::ALL {
                wrong.extend(
                    case.wrong(mode, &by_graph(&graph, case, mode)?)?.into_iter().map(|it| format!("{name}: {it}")),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong, {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);

    let server = Server::start(&place.store);
    for (name, cases, _) in &oracles {
        // Cases without every valve stand at the end: some of them are asked, too.
        let sample = cases.iter().step_by(ONE_IN).chain(cases.iter().rev().step_by(5).take(4));
        for case in sample {
            for mode in Mode::ALL {
                let found = by_server(&server, name, case, mode).await?;
                let wrong = case.wrong(mode, &found)?;
                assert!(wrong.is_empty(), "{name} over HTTP: {wrong:?} {found:?}");
            }
        }
    }
    Ok(())
}

/// How many valves lie around the two segments of each valve, by code.
fn around_valves(graph: &Graph) -> Result<BTreeMap<String, usize>> {
    let row = |valve: ValveRow| Ok((graph.device_code(valve.id).context("a code")?.to_owned(), valve.surrounding));
    valve_ranking(graph).into_iter().map(row).collect()
}

fn by_graph(graph: &Graph, case: &Case, mode: Mode) -> Result<Answer> {
    let edge = graph.edge(&case.edge).with_context(|| format!("edge {}", case.edge))?;
    let device = |code: &String| graph.device(code).with_context(|| format!("valve {code}"));
    let inoperable = case.inoperable.iter().map(device).collect::<Result<_>>()?;
    let question = IsolationQuestion { bursts: vec![Burst::Edge(edge)], inoperable, mode };
    Ok(Answer::of(graph, &isolation(graph, &question)?))
}

async fn by_server(server: &Server, network: &str, case: &Case, mode: Mode) -> Result<Answer> {
    let mut query = vec![("edge", case.edge.as_str()), ("mode", mode.as_str())];
    query.extend(case.inoperable.iter().map(|valve| ("inoperable", valve.as_str())));
    let url = reqwest::Url::parse_with_params(&format!("{}/v1/networks/{network}/isolation", server.address), &query)?;
    let path = url.as_str().strip_prefix(&server.address).context("it leads to this server")?.to_owned();
    let answer = server.get(&path).send().await?;
    let status = answer.status();
    let document: serde_json::Value = answer.json().await?;
    anyhow::ensure!(status.is_success(), "{path}: {status} {document}");
    Answer::read(&document)
}
