//! Moments of a database's own tables are asked for as moments, however either side writes them.

use anyhow::Result;
use serde_json::Value;

use super::tables::{province, serve, table};

#[tokio::test]
async fn a_filter_by_a_moment_finds_it_in_whatever_zone_it_is_written() -> Result<()> {
    let (database, _) = province(
        "CREATE TABLE readings (id int PRIMARY KEY, luc timestamptz, gio timestamp, geom geometry(Point, 4326)); \
         INSERT INTO readings SELECT n, timestamptz '2026-11-21 07:04:00+07' + n * interval '1 hour', \
           timestamp '2026-11-21 07:04:00' + n * interval '1 hour', ST_SetSRID(ST_MakePoint(107.1, 10.4), 4326) FROM generate_series(0, 3) n",
    )
    .await?;
    let server = serve(&database, &table("readings", "readings", "\"id\"", "fields = [\"luc\", \"gio\"]"));
    let found = async |query: &str| -> Vec<u64> {
        let page = server.json(&format!("/collections/readings/items?{query}")).await;
        page["features"].as_array().into_iter().flatten().filter_map(|one: &Value| one["id"].as_u64()).collect()
    };
    for moment in
        ["2026-11-21T01:04:00Z", "2026-11-21T08:04:00%2B07:00", "2026-11-21T01:04:00.000Z", "2026-11-20T20:04:00-05:00"]
    {
        assert_eq!(found(&format!("luc={moment}")).await, [1], "{moment}");
    }
    assert_eq!(found("luc=2026-11-21T08:04:00Z").await, [0; 0], "eight in the morning elsewhere");
    assert_eq!(found("gio=2026-11-21T08:04:00").await, [1]);
    assert_eq!(found("gio=2026-11-21T08:04:00.0").await, [1]);
    Ok(())
}
