//! The table in `BENCHMARKS.md`: lines of the rows just measured are replaced, the others stay with their own date.

use anyhow::{Context, Result, ensure};

use crate::rig::figures::Figure;
use crate::rig::machine;

const BEGIN: &str = "<!-- bench: begin -->";
const END: &str = "<!-- bench: end -->";
const HEAD: &str =
    "| Figure | What | diaban | the other | Result | Bar | Met | Measured |\n|---|---|---|---|---|---|---|---|";
/// The order of the table.
const ORDER: [&str; 91] = [
    "tiles/vn2000",
    "tiles/3857",
    "tiles/counts",
    "polygon/encode",
    "polygon/gzip",
    "network_load/copy",
    "network_load/gpkg",
    "network_load/postgis",
    "network_trace/segments",
    "network_trace/whole",
    "network_trace/pgrouting",
    "network_trace/isolation-1m",
    "network_trace/isolation-100k",
    "network_trace/turn",
    "network_http/one",
    "network_http/rate",
    "network_turn/gpkg",
    "network_turn/postgis",
    "import/cpu",
    "import/memory",
    "import-shapefile/cpu",
    "base/import",
    "base/memory",
    "base/tile",
    "import_postgis/wall",
    "import_postgis/start",
    "snapshot/memory",
    "snapshot/store",
    "snapshot/cached",
    "warm/rate",
    "warm/p99",
    "first-map/time",
    "first-map/twice",
    "first-map/script",
    "first-answer/text",
    "search/typing",
    "search/memory",
    "table/first",
    "table/later",
    "replay/p99",
    "states/tiles",
    "states/search",
    "states/memory",
    "crowd/p99",
    "crowd/memory",
    "crowd/flat",
    "pages/p95",
    "pages/memory",
    "pages/given-back",
    "zoning_extract/gpkg-one",
    "zoning_extract/gpkg-rate",
    "zoning_extract/gpkg-p99",
    "zoning_extract/postgis-one",
    "zoning_extract/postgis-rate",
    "zoning_extract/postgis-p99",
    "zoning_pdf/p95",
    "zoning_all/wall",
    "zoning_all/cpu",
    "zoning_all/overlay",
    "zoning_area/json",
    "sample/wall",
    "sample/memory",
    "package/check",
    "edits/gpkg",
    "edits/postgis",
    "fresh/gpkg-lag",
    "fresh/gpkg-stale",
    "fresh/postgis-lag",
    "fresh/postgis-stale",
    "flip/lag",
    "flip/between",
    "zoning_publish/lag",
    "zoning_publish/between",
    "models/commit",
    "series/gpkg",
    "series/gpkg-memory",
    "series/postgis",
    "series/postgis-memory",
    "kept/gpkg",
    "soak/gpkg-cpu",
    "soak/gpkg-memory",
    "soak/postgis-cpu",
    "soak/postgis-memory",
    "soak/series-gpkg",
    "soak/series-gpkg-memory",
    "soak/series-postgis",
    "soak/series-postgis-memory",
    "fuzz/inputs",
    "differential/files",
    "build/cold",
    "build/line",
];

/// Writes figures into the page at once, so that a later row that fails loses nothing.
pub(crate) fn keep(figures: &[Figure]) -> Result<()> {
    let path = system_tests::root().join("BENCHMARKS.md");
    let page = std::fs::read_to_string(&path)?;
    let (before, rest) = page.split_once(BEGIN).context("BENCHMARKS.md has no table to fill")?;
    let (old, after) = rest.split_once(END).context("BENCHMARKS.md has no end of the table")?;
    let measured = machine::place_and_date()?;
    let mut lines: Vec<(String, String)> =
        old.lines().filter_map(|line| Some((id_of(line)?, line.to_owned()))).collect();
    for figure in figures {
        ensure!(ORDER.contains(&figure.id), "{} has no place in the table", figure.id);
        lines.retain(|(id, _)| id != figure.id);
        lines.push((figure.id.to_owned(), line(figure, &measured)));
    }
    lines.sort_by_key(|(id, _)| ORDER.iter().position(|known| known == id));
    let table: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    std::fs::write(path, format!("{before}{BEGIN}\n{HEAD}\n{}\n{END}{after}", table.join("\n")))?;
    Ok(())
}

/// The table as it stands in the page.
pub(crate) fn table() -> Result<String> {
    let page = std::fs::read_to_string(system_tests::root().join("BENCHMARKS.md"))?;
    let (_, rest) = page.split_once(BEGIN).context("BENCHMARKS.md has no table")?;
    let (table, _) = rest.split_once(END).context("BENCHMARKS.md has no end of the table")?;
    Ok(table.trim().to_owned())
}

fn line(figure: &Figure, measured: &str) -> String {
    let Figure { id, what, ours, theirs, result, bar, is_met } = figure;
    let met = if *is_met { "yes" } else { "**no**" };
    format!("| `{id}` | {what} | {ours} | {theirs} | {result} | {bar} | {met} | {measured} |")
}

fn id_of(line: &str) -> Option<String> {
    let (id, _) = line.strip_prefix("| `")?.split_once('`')?;
    ORDER.contains(&id).then(|| id.to_owned())
}
