//! The fields of the city's layers, and what they mean.

use spatial_core::layer::{DeclaredField, FieldRole as Role, FieldType, Unit};

use crate::layers::SampleLayer;

const fn text(name: &'static str) -> DeclaredField {
    DeclaredField::open(name, FieldType::Text)
}

const fn whole(name: &'static str) -> DeclaredField {
    DeclaredField::open(name, FieldType::Integer)
}

const fn real(name: &'static str) -> DeclaredField {
    DeclaredField::open(name, FieldType::Real)
}

const fn day(name: &'static str) -> DeclaredField {
    DeclaredField::open(name, FieldType::Date)
}

/// Fields of every base map, whoever made it.
const BASE_CLASS: DeclaredField = text("class").role(Role::Class);
const BASE_NAME: DeclaredField = text("name").role(Role::Name);
const CODE: DeclaredField = text("ma").role(Role::Code);
const NAME: DeclaredField = text("ten").role(Role::Name);
const TYPE: DeclaredField = text("loai").role(Role::Class);
const ADDRESS: DeclaredField = text("dia_chi").role(Role::Address);
const PLAN: DeclaredField = text("do_an").role(Role::Mention);
const LEVEL: DeclaredField = text("cap");
const DECISION: DeclaredField = text("so_quyet_dinh").role(Role::Decision);
const DECIDED: DeclaredField = day("ngay_quyet_dinh").role(Role::DecisionDate);
const RESERVE: DeclaredField = real("lo_gioi").unit(Unit::Metre);
const DIAMETER: DeclaredField = whole("duong_kinh").unit(Unit::Millimetre);
/// What hangs on a cabinet is found by the cabinet's code.
const CABINET: DeclaredField = text("tu").role(Role::Code);

/// The fields of a layer, in order.
pub(super) fn of(layer: SampleLayer) -> &'static [DeclaredField] {
    match layer {
        SampleLayer::BasePlaces => const { &[BASE_CLASS, BASE_NAME, whole("rank")] },
        SampleLayer::BaseAreas
        | SampleLayer::BaseWaterways
        | SampleLayer::BaseBuildings
        | SampleLayer::BaseRoads
        | SampleLayer::BaseBoundaries => const { &[BASE_CLASS, BASE_NAME] },
        SampleLayer::Wards => {
            const {
                &[
                    text("ma_xa").role(Role::Code),
                    NAME,
                    TYPE,
                    real("dien_tich_km2").unit(Unit::SquareKilometre),
                    text("ten_cu").role(Role::FormerName),
                ]
            }
        }
        SampleLayer::Plans => {
            const {
                &[
                    text("ma_do_an").role(Role::Code),
                    NAME,
                    LEVEL.role(Role::Class),
                    DECISION,
                    DECIDED,
                    text("co_quan"),
                    day("hieu_luc_tu").role(Role::ValidFrom),
                    day("hieu_luc_den").role(Role::ValidTo),
                    text("trang_thai").role(Role::State),
                ]
            }
        }
        SampleLayer::Zones => {
            const {
                &[
                    text("ky_hieu").role(Role::Code),
                    text("chuc_nang").role(Role::Class),
                    text("mat_do"),
                    text("tang_cao"),
                    text("he_so"),
                    real("dien_tich").role(Role::MeasuredArea).unit(Unit::SquareMetre),
                    PLAN,
                    DECISION,
                    DECIDED,
                    LEVEL,
                    text("giai_doan"),
                ]
            }
        }
        SampleLayer::Streets => const { &[NAME, TYPE, RESERVE, real("be_rong_mat_duong").unit(Unit::Metre)] },
        SampleLayer::RedLines => const { &[text("ten_duong").role(Role::Mention), RESERVE, PLAN] },
        SampleLayer::BuildingLines => const { &[real("khoang_lui").unit(Unit::Metre), PLAN] },
        SampleLayer::Parcels => {
            const {
                &[
                    text("ma_xa").role(Role::Commune),
                    whole("so_to").role(Role::Sheet),
                    whole("so_thua").role(Role::Number),
                    text("ma_dinh_danh").role(Role::Identifier),
                    ADDRESS,
                    text("loai_dat").role(Role::Class),
                    real("dien_tich_phap_ly").role(Role::RegisteredArea).unit(Unit::SquareMetre),
                    text("nguon_goc"),
                ]
            }
        }
        SampleLayer::Buildings => const { &[whole("so_tang"), real("chieu_cao").unit(Unit::Metre), TYPE, ADDRESS] },
        _ => network_fields(layer),
    }
}

fn network_fields(layer: SampleLayer) -> &'static [DeclaredField] {
    match layer {
        SampleLayer::WaterPipes => const { &[DIAMETER, text("vat_lieu"), TYPE, whole("nam_lap")] },
        SampleLayer::WaterValves => const { &[TYPE, text("trang_thai"), DIAMETER] },
        SampleLayer::Hydrants => const { &[CODE, text("trang_thai")] },
        SampleLayer::Sewers => {
            const {
                &[
                    DIAMETER,
                    text("vat_lieu"),
                    real("cao_do_dau").unit(Unit::Metre),
                    real("cao_do_cuoi").unit(Unit::Metre),
                    real("do_doc").unit(Unit::Percent),
                ]
            }
        }
        SampleLayer::Manholes => {
            const { &[CODE, real("cao_do_nap").unit(Unit::Metre), real("cao_do_day").unit(Unit::Metre)] }
        }
        SampleLayer::Lamps => {
            const { &[CODE, whole("cong_suat").unit(Unit::Watt), text("loai_den"), text("tu"), text("lo")] }
        }
        SampleLayer::LightCables => const { &[CABINET, text("lo")] },
        SampleLayer::PowerLines => const { &[text("cap_dien_ap"), text("xuat_tuyen").role(Role::Code)] },
        SampleLayer::PowerSwitches => const { &[CODE, TYPE, text("trang_thai")] },
        // Meters and cabinets.
        _ => const { &[CODE, ADDRESS] },
    }
}
