//! The four layers of the city and their fields.

use spatial_core::layer::{Audience, Draw, Field, FieldType, GeometryType, Kind, Layer, LayerName, Provenance, Schema};

use crate::City;

/// A layer of the sample city.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleLayer {
    /// Administrative units; they cover the city.
    Wards,
    /// The land-use plan; its borders cut through parcels.
    Zones,
    /// Centrelines.
    Streets,
    /// Thửa đất.
    Parcels,
}

impl SampleLayer {
    /// All four, in the order they are written: the large one last.
    pub const ALL: [Self; 4] = [Self::Wards, Self::Zones, Self::Streets, Self::Parcels];

    /// Its name in the store.
    pub fn name(self) -> LayerName {
        LayerName::parse(match self {
            Self::Wards => "wards",
            Self::Zones => "zones",
            Self::Streets => "streets",
            Self::Parcels => "parcels",
        })
        .expect("these four names fit the pattern")
    }

    fn title(self) -> &'static str {
        match self {
            Self::Wards => "Xã, phường",
            Self::Zones => "Sử dụng đất quy hoạch",
            Self::Streets => "Tim đường",
            Self::Parcels => "Thửa đất",
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Wards => Kind::Ward,
            Self::Zones => Kind::Zone,
            Self::Streets => Kind::Line,
            Self::Parcels => Kind::Parcel,
        }
    }

    fn fields(self) -> &'static [(&'static str, FieldType)] {
        use FieldType::{Date, Integer, Real, Text};
        match self {
            Self::Wards => &[("ma_xa", Text), ("ten", Text), ("loai", Text), ("dien_tich_km2", Real)],
            Self::Zones => &[
                ("ky_hieu", Text),
                ("chuc_nang", Text),
                ("mat_do", Text),
                ("tang_cao", Text),
                ("he_so", Text),
                ("dien_tich", Real),
                ("do_an", Text),
                ("so_quyet_dinh", Text),
                ("ngay_quyet_dinh", Date),
            ],
            Self::Streets => &[("ten", Text), ("loai", Text), ("lo_gioi", Real), ("be_rong_mat_duong", Real)],
            Self::Parcels => &[
                ("ma_xa", Text),
                ("so_to", Integer),
                ("so_thua", Integer),
                ("ma_dinh_danh", Text),
                ("dia_chi", Text),
                ("loai_dat", Text),
                ("dien_tich_phap_ly", Real),
                ("nguon_goc", Text),
            ],
        }
    }

    fn draw(self) -> Draw {
        let (min_zoom, class) = match self {
            Self::Wards => (0, None),
            Self::Zones => (5, Some("chuc_nang")),
            Self::Streets => (11, None),
            Self::Parcels => (5, Some("loai_dat")),
        };
        Draw { min_zoom, class_field: class.map(str::to_owned) }
    }
}

impl City {
    /// A layer as the store shall know it; count and extent are the store's to tell.
    pub fn layer(&self, layer: SampleLayer) -> Layer {
        let fields = layer.fields().iter().map(|&(name, kind)| Field {
            name: name.to_owned(),
            kind,
            audience: Audience::Anonymous,
        });
        let geometry = if layer == SampleLayer::Streets { GeometryType::Line } else { GeometryType::Polygon };
        Layer {
            name: layer.name(),
            title: layer.title().to_owned(),
            kind: layer.kind(),
            schema: Schema { geometry, fields: fields.collect() },
            crs: Self::CRS,
            operation: self.operation().clone(),
            draw: layer.draw(),
            audience: Audience::Anonymous,
            provenance: Provenance {
                sources: vec!["diaban sample".to_owned()],
                imported_at: String::new(),
                who: "diaban sample".to_owned(),
                attribution: "Dữ liệu mô phỏng".to_owned(),
            },
            extent: None,
            count: 0,
        }
    }
}
