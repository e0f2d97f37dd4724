//! The project that opens the databases together, as QGIS writes it (`.qgs`): the layers by name, with paths from where it lies.

use std::fmt::Write as _;

use crate::formats::GpkgFile;

/// A project over these databases.
pub(super) fn project(title: &str, databases: &[(String, GpkgFile)]) -> String {
    let (mut tree, mut layers) = (String::new(), String::new());
    for (file, database) in databases {
        for table in &database.tables {
            let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
            let id = escaped(&format!("{stem}_{}", table.name));
            let (name, file) = (escaped(&table.title), escaped(file));
            let kind = match table.geometry_type.trim_start_matches("MULTI") {
                "POINT" => "Point",
                "LINESTRING" => "Line",
                _ => "Polygon",
            };
            let _ = write!(tree, "<layer-tree-layer id=\"{id}\" name=\"{name}\" checked=\"Qt::Checked\"/>");
            let _ = write!(
                layers,
                "<maplayer type=\"vector\" geometry=\"{kind}\"><id>{id}</id><datasource>./{file}|layername={}</datasource>\
                 <layername>{name}</layername><provider encoding=\"UTF-8\">ogr</provider></maplayer>",
                escaped(&table.name),
            );
        }
    }
    let title = escaped(title);
    format!(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.34.0\" projectname=\"{title}\">\
         <title>{title}</title><layer-tree-group>{tree}</layer-tree-group><projectlayers>{layers}</projectlayers></qgis>\n"
    )
}

/// Text within XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
