//! The same trace by pgRouting, in a cluster of its own.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use system_tests::cluster::Cluster;
use system_tests::synthetic::pipes;

use crate::rig::clock::Cpu;

/// What it reached, and the CPU of its backend.
pub(super) struct Reached {
    pub(super) nodes: usize,
    pub(super) cpu_s: f64,
}

/// Everything from the first node of the first edge.
pub(super) fn whole(side: u64) -> Result<Reached> {
    let cluster = Cluster::start(&["fsync=off", "shared_buffers=1GB", "work_mem=512MB", "jit=off"]);
    let database = cluster.database();
    let mut rows = String::new();
    for pipe in pipes(side) {
        let [from, to] = pipe.nodes;
        writeln!(rows, "{},{from},{to},{}", pipe.id, pipe.length)?;
    }
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("edges.csv");
    std::fs::write(&file, rows)?;
    let mut session = database.session();
    session.sql("CREATE EXTENSION pgrouting CASCADE; CREATE TABLE edges (id bigint, source bigint, target bigint, cost float8);");
    session.sql(&format!("\\copy edges FROM '{}' WITH (FORMAT csv)", file.display()));
    session.sql("UPDATE edges SET id = id + 1; ANALYZE edges; CHECKPOINT;");
    let backend: u32 = session.sql("SELECT pg_backend_pid();").trim().parse().context("a backend")?;
    let question = "SELECT count(DISTINCT node) FROM pgr_breadthFirstSearch('SELECT id, source, target, cost, cost AS reverse_cost FROM edges', 0::bigint, directed => false);";
    // The first brings the table into memory.
    session.sql(question);
    let before = Cpu::of(backend)?;
    let nodes = session.sql(question).trim().parse().context("a count")?;
    Ok(Reached { nodes, cpu_s: Cpu::of(backend)?.since(before).total_s() })
}
