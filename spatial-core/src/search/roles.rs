//! Which fields of a layer one finds its features by: known by their usual names in Vietnamese and English, or by the settings.

use crate::layer::{Audience, FieldRole, Kind, Layer};
use crate::search::words::squashed;

/// Usual names of such fields, squashed.
fn usual(role: FieldRole) -> &'static [&'static str] {
    match role {
        FieldRole::Commune => &[
            "maxa",
            "maphuongxa",
            "maxaphuong",
            "madvhc",
            "madvhcxa",
            "madonvihanhchinh",
            "maphuong",
            "xa",
            "phuongxa",
            "xaphuong",
            "commune",
            "communecode",
            "wardcode",
            "ward",
        ],
        FieldRole::Sheet => &[
            "soto",
            "sohieutobando",
            "sohieutobd",
            "sotobando",
            "tobando",
            "shbando",
            "shto",
            "sheet",
            "sheetno",
            "sheetnumber",
            "mapsheet",
        ],
        FieldRole::Number => &[
            "sothua",
            "sothututhua",
            "sttthua",
            "shthua",
            "sothuadat",
            "parcelno",
            "parcelnumber",
            "lotno",
            "lotnumber",
        ],
        FieldRole::Identifier => &[
            "madinhdanh",
            "madinhdanhthua",
            "madinhdanhthuadat",
            "mathuadat",
            "mathua",
            "geohash",
            "parcelid",
            "ml",
            "maplot",
            "apn",
            "pin",
            "egrid",
        ],
        FieldRole::Address => &[
            "diachi",
            "diachithua",
            "diachithuadat",
            "vitri",
            "address",
            "addr",
            "fulladdress",
            "streetaddress",
            "location",
        ],
        FieldRole::Name => &[
            "ten",
            "tenduong",
            "tenxa",
            "tenphuong",
            "tenphuongxa",
            "tenxaphuong",
            "tendonvi",
            "tendoituong",
            "tendoan",
            "tencongtrinh",
            "name",
            "streetname",
            "stname",
            "title",
        ],
        FieldRole::FormerName => &["tencu", "tenxacu", "tentruoc", "tentruocsapxep", "formername", "oldname"],
        FieldRole::Code => &[
            "kyhieu",
            "kyhieulo",
            "kyhieulodat",
            "kyhieuodat",
            "ma",
            "madoituong",
            "mahieu",
            "sohieu",
            "madoan",
            "maxa",
            "sign",
            "code",
            "ref",
            "tu",
            "xuattuyen",
        ],
        FieldRole::Decision => &["soquyetdinh", "soqd", "quyetdinh", "quyetdinhso", "decision", "decisionno"],
        FieldRole::Mention => &["doan", "tendoan", "plan", "tenduong", "street"],
        _ => &[],
    }
}

/// Names of fields in the settings, by role; they come before the usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames(Vec<(FieldRole, String)>);

impl FieldNames {
    /// A field of this name has this role.
    pub fn add(&mut self, role: FieldRole, name: &str) {
        self.0.push((role, squashed(name)));
    }

    fn has(&self, role: FieldRole, field: &str) -> bool {
        self.0.iter().any(|(known, name)| *known == role && name == field)
    }

    fn names(&self, field: &str) -> bool {
        self.0.iter().any(|(_, name)| name == field)
    }
}

/// The fields of one layer that are searched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Roles {
    pub(crate) commune: Option<usize>,
    pub(crate) sheet: Option<usize>,
    pub(crate) number: Option<usize>,
    /// All other fields that are searched, by position in the schema.
    pub(crate) texts: Vec<(usize, FieldRole)>,
}

impl Roles {
    pub(crate) fn of(layer: &Layer, names: &FieldNames) -> Self {
        let fields: Vec<String> = layer.schema.fields.iter().map(|field| squashed(&field.name)).collect();
        let named = |role: FieldRole| fields.iter().position(|field| names.has(role, field));
        let usual = |role: FieldRole| {
            let mut known = usual(role).iter();
            known.find_map(|name| fields.iter().position(|field| field == name && !names.names(field)))
        };
        let found = |role| named(role).or_else(|| usual(role));
        let mut roles = Self::default();
        let number =
            found(FieldRole::Number).filter(|_| layer.kind == Kind::Parcel || found(FieldRole::Sheet).is_some());
        if number.is_some() {
            (roles.number, roles.sheet, roles.commune) = (number, found(FieldRole::Sheet), found(FieldRole::Commune));
        }
        for role in [
            FieldRole::Identifier,
            FieldRole::Address,
            FieldRole::Name,
            FieldRole::FormerName,
            FieldRole::Code,
            FieldRole::Decision,
        ] {
            let taken = |at: usize| roles.texts.iter().any(|(field, _)| *field == at) || roles.commune == Some(at);
            if let Some(at) = found(role).filter(|at| !taken(*at)) {
                roles.texts.push((at, role));
            }
        }
        roles.tell_mentions(&fields, named(FieldRole::Mention).or_else(|| usual(FieldRole::Mention)));
        roles
    }

    /// A line that belongs to a plan is not the street whose name it bears.
    fn tell_mentions(&mut self, fields: &[String], mention: Option<usize>) {
        let belongs = mention.is_some_and(|at| fields[at] == "doan" || fields[at] == "plan");
        for (at, role) in &mut self.texts {
            if *role == FieldRole::Name && belongs && fields[*at] == "tenduong" {
                *role = FieldRole::Mention;
            }
        }
        if let Some(at) = mention.filter(|at| !self.texts.iter().any(|(field, _)| field == at)) {
            self.texts.push((at, FieldRole::Mention));
        }
    }

    /// Those of the fields that an audience may see.
    pub(crate) fn visible(&self, layer: &Layer, audience: Audience) -> Self {
        let sees = |at: &usize| layer.schema.fields.get(*at).is_some_and(|field| audience.clears(&field.clearance));
        let number = self.number.filter(sees);
        Self {
            commune: self.commune.filter(sees),
            sheet: self.sheet.filter(sees),
            number,
            texts: self.texts.iter().copied().filter(|(at, _)| sees(at)).collect(),
        }
    }
}
