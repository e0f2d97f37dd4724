//! From what was written to what it means; the only place that knows which values make sense.

use spatial_core::search::{FieldNames, FieldRole};

use crate::config::raw::Raw;
use crate::config::{
    ConfigError, Limits, MOST_TILE_LAYERS, MetricsFor, Proxies, ProxyHeader, PublicUrl, Settings, authority, base_maps,
    is_host, replaced, seals, tables, thresholds,
};

/// Understands every value, or says which one it does not.
pub(super) fn resolve(raw: &Raw) -> Result<Settings, ConfigError> {
    let default = Settings::default();
    let limits = default.limits;
    let limit = |key, default, min, max| number(raw, "limits", key, default, min, max);
    let per_client = |key, default: usize| limit(key, default as u64, 1, 1 << 20).map(size);
    Ok(Settings {
        listen: address(raw, "listen", default.listen)?,
        access_log: boolean(raw, "access_log", default.access_log)?,
        trusted_proxies: proxies(raw, default.trusted_proxies)?,
        proxy_header: one_of(raw, "proxy_header", default.proxy_header, &PROXY_HEADERS)?,
        public_url: public_url(raw)?,
        hosts: hosts(raw)?,
        metrics_for: one_of(raw, "metrics_for", default.metrics_for, &READERS)?,
        read_urls: list(raw, "store", "read_urls"),
        changes_days: u32::try_from(number(raw, "store", "changes_days", default.changes_days.into(), 1, 36_500)?)
            .unwrap_or(default.changes_days),
        is_read_only: default.is_read_only,
        openings: default.openings,
        tiles_mb: number(raw, "cache", "tiles_mb", default.tiles_mb, 0, 1 << 20)?,
        limits: Limits {
            connections: size(limit("connections", limits.connections as u64, 1, 1 << 20)?),
            connections_per_client: per_client("connections_per_client", limits.connections_per_client)?,
            questions_per_client: per_client("questions_per_client", limits.questions_per_client)?,
            header_seconds: limit("header_seconds", limits.header_seconds, 1, 3600)?,
            request_seconds: limit("request_seconds", limits.request_seconds, 1, 3600)?,
            write_seconds: limit("write_seconds", limits.write_seconds, 1, 3600)?,
            shutdown_seconds: limit("shutdown_seconds", limits.shutdown_seconds, 0, 3600)?,
            body_kb: limit("body_kb", limits.body_kb, 1, 1 << 20)?,
            upload_mb: limit("upload_mb", limits.upload_mb, 1, 1 << 20)?,
            import_mb: limit("import_mb", limits.import_mb, 1, 1 << 20)?,
            answer_mb: limit("answer_mb", limits.answer_mb, 1, 1024)?,
            page_features: u32::try_from(limit("page_features", limits.page_features.into(), 1, 10_000)?)
                .unwrap_or(limits.page_features),
            tile_layers: size(limit("tile_layers", limits.tile_layers as u64, 1, MOST_TILE_LAYERS as u64)?),
            listeners: size(limit("listeners", limits.listeners as u64, 1, 1 << 20)?),
            listeners_per_client: per_client("listeners_per_client", limits.listeners_per_client)?,
        },
        search_mb: number(raw, "search", "memory_mb", default.search_mb, 1, 1 << 20)?,
        search_fields: search_fields(raw),
        tables: tables::resolve(&raw.tables)?,
        base_maps: base_maps::resolve(&raw.base_maps)?,
        publish_days: u32::try_from(number(raw, "planning", "publish_days", default.publish_days.into(), 0, 3650)?)
            .unwrap_or(default.publish_days),
        answer_days: u32::try_from(number(raw, "planning", "answer_days", default.answer_days.into(), 0, 3650)?)
            .unwrap_or(default.answer_days),
        function_map: replaced::function_map(raw)?,
        standard: replaced::standard(raw)?,
        thresholds: thresholds::resolve(raw)?,
        contact_days: u32::try_from(number(raw, "planning", "contact_days", default.contact_days.into(), 1, 36_500)?)
            .unwrap_or(default.contact_days),
        consultation_days: consultation_days(raw, default.consultation_days)?,
        seals: seals::resolve(raw)?,
        authority: authority::resolve(raw)?,
        base_maps_mb: number(raw, "cache", "base_maps_mb", default.base_maps_mb, 0, 1 << 20)?,
    })
}

/// A year is more than anybody consults.
fn consultation_days(raw: &Raw, usual: u32) -> Result<u32, ConfigError> {
    let days = number(raw, "planning", "consultation_days", usual.into(), 1, 366)?;
    Ok(u32::try_from(days).unwrap_or(usual))
}

fn address(raw: &Raw, key: &'static str, default: std::net::SocketAddr) -> Result<std::net::SocketAddr, ConfigError> {
    let Some(written) = raw.value("server", key) else { return Ok(default) };
    written
        .value
        .parse()
        .map_err(|_| ConfigError::NotAnAddress { key: written.key.clone(), value: written.value.clone() })
}

/// Who may read something.
const READERS: [(&str, MetricsFor); 2] = [("everybody", MetricsFor::Everybody), ("admin", MetricsFor::Admins)];
/// Which headers proxies write.
const PROXY_HEADERS: [(&str, ProxyHeader); 2] =
    [("x-forwarded", ProxyHeader::XForwarded), ("forwarded", ProxyHeader::Forwarded)];

/// What one of these words means.
fn one_of<T: Copy>(raw: &Raw, key: &'static str, default: T, words: &[(&str, T)]) -> Result<T, ConfigError> {
    let Some(written) = raw.value("server", key) else { return Ok(default) };
    let meant = words.iter().find(|(word, _)| *word == written.value).map(|(_, meant)| *meant);
    meant.ok_or_else(|| ConfigError::NotOneOf {
        key: written.key.clone(),
        value: written.value.clone(),
        words: words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "),
    })
}

/// Addresses and networks; none at all is an empty text.
fn proxies(raw: &Raw, default: Proxies) -> Result<Proxies, ConfigError> {
    let Some(written) = raw.value("server", "trusted_proxies") else { return Ok(default) };
    let wrong = || ConfigError::NotAddresses { key: written.key.clone(), value: written.value.clone() };
    Proxies::parse(&written.value).ok_or_else(wrong)
}

fn public_url(raw: &Raw) -> Result<Option<PublicUrl>, ConfigError> {
    let Some(written) = raw.value("server", "public_url").filter(|written| !written.value.is_empty()) else {
        return Ok(None);
    };
    let wrong = || ConfigError::NotAPublicUrl { key: written.key.clone(), value: written.value.clone() };
    PublicUrl::parse(&written.value).map(Some).ok_or_else(wrong)
}

/// Names of this server, with their port or without.
fn hosts(raw: &Raw) -> Result<Vec<String>, ConfigError> {
    let hosts = list(raw, "server", "hosts");
    match raw.value("server", "hosts") {
        Some(written) if !hosts.iter().all(|host| is_host(host)) => {
            Err(ConfigError::NotHosts { key: written.key.clone(), value: written.value.clone() })
        }
        _ => Ok(hosts),
    }
}

/// Names of fields by what they hold.
fn search_fields(raw: &Raw) -> FieldNames {
    let mut names = FieldNames::default();
    for &role in FieldRole::ALL {
        list(raw, "search", role.as_str()).iter().for_each(|name| names.add(role, name));
    }
    names
}

/// Words separated by commas.
fn list(raw: &Raw, section: &'static str, key: &'static str) -> Vec<String> {
    let written = raw.value(section, key).map_or("", |written| &written.value);
    written.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn boolean(raw: &Raw, key: &'static str, default: bool) -> Result<bool, ConfigError> {
    let Some(written) = raw.value("server", key) else { return Ok(default) };
    match written.value.as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(ConfigError::NotABoolean { key: written.key.clone(), value: written.value.clone() }),
    }
}

fn number(
    raw: &Raw,
    section: &'static str,
    key: &'static str,
    default: u64,
    min: u64,
    max: u64,
) -> Result<u64, ConfigError> {
    let Some(written) = raw.value(section, key) else { return Ok(default) };
    match written.value.parse::<u64>() {
        Ok(value) if (min..=max).contains(&value) => Ok(value),
        _ => Err(ConfigError::NotANumber { key: written.key.clone(), value: written.value.clone(), min, max }),
    }
}

fn size(value: u64) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}
