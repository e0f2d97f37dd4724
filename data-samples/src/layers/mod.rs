//! The layers of the city.

mod fields;

use spatial_core::layer::{Draw, GeometryType, Kind, Layer, LayerName, Provenance, Schema};

use crate::city::City;

/// A layer of the sample city.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleLayer {
    /// Sea, woods, parks, land use under and around the city.
    BaseAreas,
    /// Rivers, canals, streams.
    BaseWaterways,
    /// Houses of the villages around it.
    BaseBuildings,
    /// Roads and rails that lead on from the city's.
    BaseRoads,
    /// Of its neighbours.
    BaseBoundaries,
    /// Towns, villages, peaks.
    BasePlaces,
    /// Administrative units; they cover the city.
    Wards,
    /// Areas of plans of all levels, as a plain drawing. The register of the whole city has them as plans.
    Plans,
    /// Their zones; those of subdivision plans cover the city once, and their borders cut through parcels.
    Zones,
    /// Centrelines.
    Streets,
    /// Chỉ giới đường đỏ.
    RedLines,
    /// Chỉ giới xây dựng.
    BuildingLines,
    /// Thửa đất.
    Parcels,
    /// Footprints with storeys.
    Buildings,
    /// From the works to the meters.
    WaterPipes,
    /// Where pipes end on both sides.
    WaterValves,
    /// On joints of pipes.
    Hydrants,
    /// One a building.
    WaterMeters,
    /// Drawn the way they flow.
    Sewers,
    /// At both ends of every sewer.
    Manholes,
    /// At both ends of every cable, but for cabinets.
    Lamps,
    /// One a district.
    LightCabinets,
    /// From the cabinets outward.
    LightCables,
    /// Medium voltage.
    PowerLines,
    /// Where lines end on both sides.
    PowerSwitches,
}

/// What the store knows of a layer: name, title, kind, shape, zoom it begins at.
type Facts = (&'static str, &'static str, Kind, GeometryType, u8);

impl SampleLayer {
    /// All, in the order they are written.
    pub const ALL: [Self; 25] = [
        Self::BaseAreas,
        Self::BaseWaterways,
        Self::BaseBuildings,
        Self::BaseRoads,
        Self::BaseBoundaries,
        Self::BasePlaces,
        Self::Wards,
        Self::Plans,
        Self::Zones,
        Self::Streets,
        Self::RedLines,
        Self::BuildingLines,
        Self::Parcels,
        Self::Buildings,
        Self::WaterPipes,
        Self::WaterValves,
        Self::Hydrants,
        Self::WaterMeters,
        Self::Sewers,
        Self::Manholes,
        Self::Lamps,
        Self::LightCabinets,
        Self::LightCables,
        Self::PowerLines,
        Self::PowerSwitches,
    ];
    /// Those of the whole city: without the plans as plain drawings, which would say less than the register beside them, and other things.
    pub const WHOLE: [Self; 23] = [
        Self::BaseAreas,
        Self::BaseWaterways,
        Self::BaseBuildings,
        Self::BaseRoads,
        Self::BaseBoundaries,
        Self::BasePlaces,
        Self::Wards,
        Self::Streets,
        Self::RedLines,
        Self::BuildingLines,
        Self::Parcels,
        Self::Buildings,
        Self::WaterPipes,
        Self::WaterValves,
        Self::Hydrants,
        Self::WaterMeters,
        Self::Sewers,
        Self::Manholes,
        Self::Lamps,
        Self::LightCabinets,
        Self::LightCables,
        Self::PowerLines,
        Self::PowerSwitches,
    ];
    /// Parcels and what most questions about them need: quickly made.
    pub const LAND: [Self; 4] = [Self::Wards, Self::Zones, Self::Streets, Self::Parcels];

    /// Its name in the store.
    pub fn name(self) -> LayerName {
        LayerName::parse(self.facts().0).expect("these names fit the pattern")
    }

    /// The layer of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.facts().0 == name)
    }

    fn facts(self) -> Facts {
        use GeometryType::{Line, Point, Polygon};
        match self {
            Self::BaseAreas => ("base_areas", "Nền: mặt nước, thực phủ", Kind::Base, Polygon, 0),
            Self::BaseWaterways => ("base_waterways", "Nền: sông, kênh", Kind::Base, Line, 6),
            Self::BaseBuildings => ("base_buildings", "Nền: nhà", Kind::Base, Polygon, 14),
            Self::BaseRoads => ("base_roads", "Nền: đường", Kind::Base, Line, 4),
            Self::BaseBoundaries => ("base_boundaries", "Nền: địa giới", Kind::Base, Line, 0),
            Self::BasePlaces => ("base_places", "Nền: địa danh", Kind::Base, Point, 0),
            Self::Wards => ("wards", "Xã, phường", Kind::Ward, Polygon, 0),
            Self::Plans => ("plans", "Ranh giới đồ án", Kind::Feature, Polygon, 8),
            Self::Zones => ("zones", "Sử dụng đất quy hoạch", Kind::Zone, Polygon, 5),
            Self::Streets => ("streets", "Tim đường", Kind::Line, Line, 11),
            Self::RedLines => ("red_lines", "Chỉ giới đường đỏ", Kind::Line, Line, 15),
            Self::BuildingLines => ("building_lines", "Chỉ giới xây dựng", Kind::Line, Line, 15),
            Self::Parcels => ("parcels", "Thửa đất", Kind::Parcel, Polygon, 5),
            Self::Buildings => ("buildings", "Công trình xây dựng", Kind::Building, Polygon, 15),
            Self::WaterPipes => ("water_pipes", "Ống cấp nước", Kind::Network, Line, 15),
            Self::WaterValves => ("water_valves", "Van", Kind::Network, Point, 16),
            Self::Hydrants => ("hydrants", "Trụ nước chữa cháy", Kind::Network, Point, 15),
            Self::WaterMeters => ("water_meters", "Đồng hồ nước", Kind::Network, Point, 16),
            Self::Sewers => ("sewers", "Cống thoát nước", Kind::Network, Line, 15),
            Self::Manholes => ("manholes", "Hố ga", Kind::Network, Point, 16),
            Self::Lamps => ("lamps", "Đèn chiếu sáng", Kind::Network, Point, 16),
            Self::LightCabinets => ("light_cabinets", "Tủ chiếu sáng", Kind::Network, Point, 14),
            Self::LightCables => ("light_cables", "Cáp chiếu sáng", Kind::Network, Line, 15),
            Self::PowerLines => ("power_lines", "Đường dây trung thế", Kind::Network, Line, 12),
            Self::PowerSwitches => ("power_switches", "Thiết bị đóng cắt", Kind::Network, Point, 14),
        }
    }

    fn class_field(self) -> Option<&'static str> {
        match self {
            Self::Zones => Some("chuc_nang"),
            Self::Parcels => Some("loai_dat"),
            Self::Plans => Some("cap"),
            _ if self.facts().2 == Kind::Base => Some("class"),
            _ => None,
        }
    }
}

impl City {
    /// A layer as the store shall know it; count and extent are the store's to tell.
    pub fn layer(&self, layer: SampleLayer) -> Layer {
        let (_, title, kind, geometry, min_zoom) = layer.facts();
        let fields = fields::of(layer).iter().map(|field| field.field().expect("these are words"));
        let schema = Schema { geometry, fields: fields.collect() };
        Layer {
            title: title.to_owned(),
            draw: Draw { min_zoom, class_field: layer.class_field().map(str::to_owned) },
            provenance: Provenance {
                sources: vec!["diaban sample".to_owned()],
                imported_at: String::new(),
                who: "diaban sample".to_owned(),
                attribution: "Dữ liệu mô phỏng".to_owned(),
            },
            ..Layer::open(layer.name(), kind, schema, Self::CRS, self.operation().clone())
        }
    }
}
