//! A thousand bad clients of eight kinds for most of a minute: `make bench ROW=crowd` in short.

use std::time::Duration;

use anyhow::{Context, Result};
use system_tests::crowd::{Crowd, good};
use system_tests::program::{Server, city_of};

use crate::{GOOD, PATIENCE, alone, is_fair};

/// Of each of the eight kinds. All of them and their server share one machine, and come again after a second.
const EACH: u32 = 125;
const PAUSE: Duration = Duration::from_millis(50);
const QUIET: Duration = Duration::from_secs(5);
const CROWD: Duration = Duration::from_secs(50);
/// Memory the crowd may leave behind.
const MOST_KB: u64 = 200 << 10;

#[tokio::test]
async fn a_good_client_hardly_notices_a_thousand_bad_ones_and_memory_is_given_back() -> Result<()> {
    let _machine = alone().await?;
    let (_folder, store) = city_of(20_000);
    let server = Server::start(&store);
    let quiet = good(&server.address, GOOD, PAUSE, QUIET).await?;
    let before = server.memory_kb();
    let crowd = Crowd::at(&server.address)?.with_all_kinds(EACH);
    let halves =
        [good(&server.address, GOOD, PAUSE, CROWD / 2).await?, good(&server.address, GOOD, PAUSE, CROWD / 2).await?];
    for counter in
        ["diaban_requests_malformed_total", "diaban_tokens_unknown_total", r#"diaban_sign_ins_total{outcome="failed"}"#]
    {
        assert!(server.count(counter).await > 0, "{counter}: the crowd was at work");
    }
    drop(crowd);
    // Whatever else the machine does for a moment is none of the crowd's doing: one half may be spoilt by it, not both.
    halves.iter().map(|among| is_fair(99, &quiet, among)).reduce(Result::or).context("no half")??;
    let given_back = async {
        while server.memory_kb() > before + MOST_KB {
            // Answers meanwhile are part of it.
            good(&server.address, GOOD, PAUSE, Duration::from_secs(1)).await?;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(PATIENCE, given_back).await.context("memory is not given back")?
}
