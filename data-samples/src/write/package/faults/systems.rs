//! Faults of reference systems, and of the two codes all features share.

use importers::package::{GpkgShape, GpkgSystem, PackageFiles};
use spatial_core::crs::Crs;
use spatial_core::layer::Value;

use crate::write::package::faults::fault::{SeededFault, fault};
use crate::write::package::faults::site::{BOUNDARY, ZONES, put, put_everywhere, table, tables};

const INFO: &str = "maThongTinQH";
const FILE: &str = "maHoSoQH";

pub(super) const FAULTS: &[SeededFault] = &[
    fault("crs-missing", "a database without a system", |files| {
        system(
            files,
            "NenDiaHinh",
            &GpkgSystem { id: -1, name: "none".to_owned(), definition: "undefined".to_owned() },
        );
    }),
    fault("crs-unknown", "a system nobody knows", |files| {
        let definition = "PROJCS[\"He toa do gia dinh\",GEOGCS[\"gia dinh\",DATUM[\"gia dinh\",\
             SPHEROID[\"gia dinh\",6378000,290]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],\
             PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"central_meridian\",107.1],PARAMETER[\"scale_factor\",1],\
             PARAMETER[\"false_easting\",123],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]"
            .to_owned();
        system(files, "", &GpkgSystem { id: 990_001, name: "gia dinh".to_owned(), definition });
    }),
    fault("crs-not-vn2000", "a system of the world", |files| of_code(files, "", 32648)),
    fault("crs-not-vn2000", "degrees of WGS 84", |files| of_code(files, "MocGioi", 4326)),
    fault("crs-six-degrees", "a zone of six degrees", |files| of_code(files, "", 3405)),
    fault("crs-differs", "a database in another zone", |files| of_code(files, "NenDiaHinh", 9210)),
    fault("crs-contradicted", "a code beside the definition of another", |files| {
        if let Some(found) = defined(5899) {
            system(files, "", &GpkgSystem { id: 9210, ..found });
        }
    }),
    fault("crs-doubted", "axes exchanged", |files| {
        for (file, table) in tables(files) {
            for row in table.rows.iter_mut().filter(|_| file.starts_with("MocGioi")) {
                if let GpkgShape::Whole(geo_types::Geometry::Point(at)) = &mut row.shape {
                    (at.0.x, at.0.y) = (at.0.y, at.0.x);
                }
            }
        }
    }),
    fault("info-code-form", "an information code of eleven digits", |files| put_everywhere(files, INFO, "79252101234")),
    fault("info-code-form", "a letter in an information code", |files| put_everywhere(files, INFO, "79252101234O")),
    fault("info-code-province", "a province that is none", |files| put_everywhere(files, INFO, "772521012345")),
    fault("info-code-level", "a level that is none", |files| put_everywhere(files, INFO, "792571012345")),
    fault("info-code-kind", "a kind that is none", |files| put_everywhere(files, INFO, "792529012345")),
    fault("info-code-adjustment", "an adjustment that is none", |files| put_everywhere(files, INFO, "792521712345")),
    fault("file-code-form", "a dossier code with a letter too much", |files| {
        put_everywhere(files, FILE, "79QPK12500O1")
    }),
    fault("file-code-province", "a dossier of a former province", |files| put_everywhere(files, FILE, "77QPK1250001")),
    fault("file-code-level", "a dossier of a level that is none", |files| put_everywhere(files, FILE, "79QPX1250001")),
    fault("required-empty", "a feature without an information code", |files| {
        put(table(files, ZONES), 3, INFO, Value::Null)
    }),
    fault("required-empty", "a feature with a blank dossier code", |files| {
        put(table(files, "ChiGioiDuongDo_L"), 1, FILE, Value::text("  "));
    }),
    fault("required-empty", "a plan without a name", |files| put(table(files, BOUNDARY), 0, "tenDoAn", Value::Null)),
    fault("info-code-differs", "the information code of another plan", |files| {
        put(table(files, ZONES), 2, INFO, Value::text("792521099999"));
    }),
    fault("file-code-differs", "the dossier code of another plan", |files| {
        put(table(files, "ChiGioiXayDung_L"), 0, FILE, Value::text("79QPK1250002"));
    }),
    fault("codes-province-differ", "codes of two provinces", |files| put_everywhere(files, INFO, "012521012345")),
    fault("codes-level-differ", "codes of two levels", |files| put_everywhere(files, INFO, "792511012345")),
    fault("field-contradicts-code", "a level beside the code", |files| {
        put(table(files, ZONES), 0, "capDoQuyHoach", Value::text("3"));
    }),
];

fn system(files: &mut PackageFiles, database: &str, to: &GpkgSystem) {
    for (_, table) in tables(files).filter(|(file, _)| file.starts_with(database)) {
        table.system = to.clone();
    }
}

fn of_code(files: &mut PackageFiles, database: &str, code: u32) {
    if let Some(found) = defined(code) {
        system(files, database, &found);
    }
}

fn defined(code: u32) -> Option<GpkgSystem> {
    let info = Crs::Epsg(code).info().ok()?;
    Some(GpkgSystem { id: i32::try_from(code).ok()?, name: info.name, definition: info.wkt })
}
