//! What is asked, as metrics group it and the front tells it apart.

/// What is asked, as metrics group it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// `/`
    Landing,
    /// Map apps and their files.
    Assets,
    /// Styles.
    Styles,
    /// Collections and their descriptions.
    Collections,
    /// Pages of items.
    Items,
    /// One item.
    Item,
    /// A change of an item.
    Edit,
    /// Tiles.
    Tile,
    /// TileJSON.
    TileJson,
    /// `/conformance` and `/api`.
    Api,
    /// Signing in and out, and who is.
    Session,
    /// `/v1/search`
    Search,
    /// A parcel by one of its keys.
    Parcel,
    /// QR codes.
    Qr,
    /// `/v1/changes`
    Changes,
    /// Pictures of others.
    BaseMap,
    /// `/health/…`: the only ones that answer while the World is loaded.
    Health,
    /// `/metrics`.
    Metrics,
    /// No such path.
    Unknown,
}

impl Endpoint {
    /// All of them, in order of declaration.
    pub(crate) const ALL: [Self; 19] = [
        Self::Landing,
        Self::Assets,
        Self::Styles,
        Self::Collections,
        Self::Items,
        Self::Item,
        Self::Edit,
        Self::Tile,
        Self::TileJson,
        Self::Api,
        Self::Session,
        Self::Search,
        Self::Parcel,
        Self::Qr,
        Self::Changes,
        Self::BaseMap,
        Self::Health,
        Self::Metrics,
        Self::Unknown,
    ];

    /// The label in metrics.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Landing => "landing",
            Self::Assets => "assets",
            Self::Styles => "styles",
            Self::Collections => "collections",
            Self::Items => "items",
            Self::Item => "item",
            Self::Edit => "edit",
            Self::Tile => "tile",
            Self::TileJson => "tilejson",
            Self::Api => "api",
            Self::Session => "session",
            Self::Search => "search",
            Self::Parcel => "parcel",
            Self::Qr => "qr",
            Self::Changes => "changes",
            Self::BaseMap => "base_map",
            Self::Health => "health",
            Self::Metrics => "metrics",
            Self::Unknown => "unknown",
        }
    }
}
