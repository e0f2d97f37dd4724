//! What operators watch (`/metrics`): handles are made once, so that counting a request allocates nothing.

use axum::http::StatusCode;
use metrics::{Counter, Gauge, Histogram, counter, gauge, histogram, with_local_recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use spatial_core::models::Keep;
use spatial_core::store::Readings;

use crate::auth::GateMeters;
use crate::http::served::models::Models;

/// Upper bounds of the request-duration histogram, in seconds: from a warm tile to the time-out.
const SECONDS: [f64; 11] = [0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];

/// Statuses by their hundreds.
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// All counters of one server.
#[derive(Debug)]
pub(crate) struct Meters {
    handle: PrometheusHandle,
    requests: Vec<[Counter; 5]>,
    seconds: Vec<Histogram>,
    /// Bytes of answers.
    pub(crate) sent: Counter,
    /// Requests that did not get their answer in time, or whose handler broke.
    pub(crate) timed_out: Counter,
    /// Handlers that panicked.
    pub(crate) panicked: Counter,
    /// Requests whose client left before the answer.
    pub(crate) abandoned: Counter,
    /// Clients that asked and did not read.
    pub(crate) stalled: Counter,
    /// Connections closed because others needed their place, or because there was none.
    pub(crate) turned_away: Counter,
    /// Requests that were no HTTP.
    pub(crate) malformed: Counter,
    /// Questions whose work was stopped because nobody waited for the answer any more.
    pub(crate) cancelled: Counter,
    /// Questions reading from the store now.
    pub(crate) readers: Gauge,
    /// Connections open now.
    pub(crate) connections: Gauge,
    /// Sign-ins and tokens.
    pub(crate) gate: GateMeters,
    /// Tiles.
    pub(crate) tiles: TileMeters,
    /// The World's revision.
    pub(crate) revision: Gauge,
    /// Features in the World.
    pub(crate) features: Gauge,
    /// Memory of the World.
    pub(crate) world_bytes: Gauge,
    /// What parts keep in memory besides the World, in the order of the server's list.
    models: Vec<ModelMeters>,
}

/// How far one model has come.
#[derive(Debug)]
struct ModelMeters {
    /// The commit it is true for.
    revision: Gauge,
    /// Memory it holds.
    bytes: Gauge,
}

/// What became of tiles.
#[derive(Debug, Clone)]
pub(crate) struct TileMeters {
    /// Found in the cache.
    pub(crate) hits: Counter,
    /// Not found in the cache.
    pub(crate) misses: Counter,
    /// Encoded from the World.
    pub(crate) encoded: Counter,
    /// Compressed with Zstandard.
    pub(crate) zstandard: Counter,
    /// Compressed with gzip.
    pub(crate) gzipped: Counter,
    /// Compressed with brotli.
    pub(crate) brotlied: Counter,
    /// Answered 304.
    pub(crate) unchanged: Counter,
    /// Features left out of encoded tiles, because their snapped shape is nothing or the size limit binds.
    pub(crate) missing: Counter,
    /// Features that encoded tiles show merged into fills.
    pub(crate) merged: Counter,
}

impl Meters {
    /// Registers everything once; requests are counted under these labels.
    pub(crate) fn new(labels: &[&'static str], models: &Models) -> Self {
        let builder = PrometheusBuilder::new().set_buckets(&SECONDS).unwrap_or_else(|_| PrometheusBuilder::new());
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        with_local_recorder(&recorder, || Self {
            handle,
            requests: labels.iter().map(|label| by_class(label)).collect(),
            seconds: labels.iter().map(|label| histogram!("diaban_request_seconds", "endpoint" => *label)).collect(),
            sent: counter!("diaban_sent_bytes_total"),
            timed_out: counter!("diaban_requests_timed_out_total"),
            panicked: counter!("diaban_requests_panicked_total"),
            abandoned: counter!("diaban_requests_abandoned_total"),
            stalled: counter!("diaban_connections_stalled_total"),
            turned_away: counter!("diaban_connections_turned_away_total"),
            malformed: counter!("diaban_requests_malformed_total"),
            cancelled: counter!("diaban_queries_cancelled_total"),
            readers: gauge!("diaban_readers_in_use"),
            connections: gauge!("diaban_connections"),
            gate: gate(),
            tiles: TileMeters::register(),
            revision: gauge!("diaban_world_revision"),
            features: gauge!("diaban_world_features"),
            world_bytes: gauge!("diaban_world_bytes"),
            models: models.all().map(|model| ModelMeters::register(model.name())).collect(),
        })
    }

    /// Counts one answered request, under the label at this place.
    pub(crate) fn answered(&self, label: usize, status: StatusCode, seconds: f64, bytes: u64) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.requests[label][class].increment(1);
        self.seconds[label].record(seconds);
        self.sent.increment(bytes);
    }

    /// The Prometheus text (version 0.0.4); the store counts its readings itself, and keepers know what they hold.
    pub(crate) fn render(&self, readings: Readings, models: &Models) -> String {
        for (meters, model) in self.models.iter().zip(models.all()) {
            meters.tell(&**model);
        }
        self.cancelled.absolute(readings.cancelled);
        #[expect(clippy::cast_precision_loss, reason = "a gauge of a few places")]
        self.readers.set(readings.in_use as f64);
        self.handle.render()
    }

    /// Requests answered so far, by the hundreds of their statuses. Reads what is told to Prometheus: counters do not say what they count.
    pub(crate) fn answered_so_far(&self) -> [u64; 5] {
        let mut answered = [0; 5];
        for line in self.handle.render().lines().filter(|line| line.starts_with("diaban_requests_total{")) {
            let class = CLASSES.iter().position(|class| line.contains(&format!("status=\"{class}\"")));
            let count = line.rsplit(' ').next().and_then(|count| count.parse::<u64>().ok());
            if let (Some(class), Some(count)) = (class, count) {
                answered[class] += count;
            }
        }
        answered
    }

    /// Folds recorded durations into their histograms; without it they would pile up between two visits of Prometheus.
    pub(crate) fn upkeep(&self) {
        self.handle.run_upkeep();
    }
}

impl ModelMeters {
    fn register(name: &'static str) -> Self {
        Self {
            revision: gauge!("diaban_model_revision", "model" => name),
            bytes: gauge!("diaban_model_bytes", "model" => name),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "gauges for people")]
    fn tell(&self, model: &dyn Keep) {
        self.revision.set(model.revision().map_or(0.0, |revision| revision.0 as f64));
        self.bytes.set(model.memory_bytes() as f64);
    }
}

impl TileMeters {
    fn register() -> Self {
        Self {
            hits: counter!("diaban_tile_cache_hits_total"),
            misses: counter!("diaban_tile_cache_misses_total"),
            encoded: counter!("diaban_tiles_encoded_total"),
            zstandard: counter!("diaban_tiles_compressed_total", "encoding" => "zstd"),
            gzipped: counter!("diaban_tiles_compressed_total", "encoding" => "gzip"),
            brotlied: counter!("diaban_tiles_compressed_total", "encoding" => "br"),
            unchanged: counter!("diaban_tiles_unchanged_total"),
            missing: counter!("diaban_tile_features_missing_total"),
            merged: counter!("diaban_tile_features_merged_total"),
        }
    }
}

fn gate() -> GateMeters {
    GateMeters {
        tokens_asked: counter!("diaban_tokens_asked_total"),
        tokens_unknown: counter!("diaban_tokens_unknown_total"),
        signed_in: counter!("diaban_sign_ins_total", "outcome" => "signed_in"),
        sign_in_failed: counter!("diaban_sign_ins_total", "outcome" => "failed"),
        limited: counter!("diaban_tries_limited_total"),
    }
}

fn by_class(label: &'static str) -> [Counter; 5] {
    CLASSES.map(|class| counter!("diaban_requests_total", "endpoint" => label, "status" => class))
}
