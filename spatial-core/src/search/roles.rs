//! Which fields of a layer one finds its features by: known by their usual names in Vietnamese and English, or by the settings.

use crate::layer::{Audience, Kind, Layer};
use crate::search::words::squashed;

/// What a field says of its feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Code or name of the commune a parcel lies in.
    Commune,
    /// Map sheet.
    Sheet,
    /// Parcel number on its sheet.
    Number,
    /// A key of its own: GeoHash, registry number.
    Identifier,
    /// House number, street, commune.
    Address,
    /// What it is called.
    Name,
    /// What it was called before.
    FormerName,
    /// A sign or number written on plans and poles.
    Code,
    /// Number of the decision behind it.
    Decision,
    /// The name of something else it belongs to: the street of a red line, the plan of a zone.
    Mention,
}

impl Role {
    /// All, in the order they are looked for.
    pub const ALL: [Self; 10] = [
        Self::Commune,
        Self::Sheet,
        Self::Number,
        Self::Identifier,
        Self::Address,
        Self::Name,
        Self::FormerName,
        Self::Code,
        Self::Decision,
        Self::Mention,
    ];

    /// The word in settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::Sheet => "sheet",
            Self::Number => "number",
            Self::Identifier => "identifier",
            Self::Address => "address",
            Self::Name => "name",
            Self::FormerName => "former_name",
            Self::Code => "code",
            Self::Decision => "decision",
            Self::Mention => "mention",
        }
    }

    /// Usual names of such fields, squashed.
    fn usual(self) -> &'static [&'static str] {
        match self {
            Self::Commune => &[
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
            Self::Sheet => &[
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
            Self::Number => &[
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
            Self::Identifier => &[
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
            Self::Address => &[
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
            Self::Name => &[
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
            Self::FormerName => &["tencu", "tenxacu", "tentruoc", "tentruocsapxep", "formername", "oldname"],
            Self::Code => &[
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
            Self::Decision => &["soquyetdinh", "soqd", "quyetdinh", "quyetdinhso", "decision", "decisionno"],
            Self::Mention => &["doan", "tendoan", "plan", "tenduong", "street"],
        }
    }
}

/// Names of fields in the settings, by role; they come before the usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames(Vec<(Role, String)>);

impl FieldNames {
    /// A field of this name has this role.
    pub fn add(&mut self, role: Role, name: &str) {
        self.0.push((role, squashed(name)));
    }

    fn has(&self, role: Role, field: &str) -> bool {
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
    pub(crate) texts: Vec<(usize, Role)>,
}

impl Roles {
    pub(crate) fn of(layer: &Layer, names: &FieldNames) -> Self {
        let fields: Vec<String> = layer.schema.fields.iter().map(|field| squashed(&field.name)).collect();
        let named = |role: Role| fields.iter().position(|field| names.has(role, field));
        let usual = |role: Role| {
            let mut known = role.usual().iter();
            known.find_map(|name| fields.iter().position(|field| field == name && !names.names(field)))
        };
        let found = |role| named(role).or_else(|| usual(role));
        let mut roles = Self::default();
        let number = found(Role::Number).filter(|_| layer.kind == Kind::Parcel || found(Role::Sheet).is_some());
        if number.is_some() {
            (roles.number, roles.sheet, roles.commune) = (number, found(Role::Sheet), found(Role::Commune));
        }
        for role in [Role::Identifier, Role::Address, Role::Name, Role::FormerName, Role::Code, Role::Decision] {
            let taken = |at: usize| roles.texts.iter().any(|(field, _)| *field == at) || roles.commune == Some(at);
            if let Some(at) = found(role).filter(|at| !taken(*at)) {
                roles.texts.push((at, role));
            }
        }
        roles.tell_mentions(&fields, named(Role::Mention).or_else(|| usual(Role::Mention)));
        roles
    }

    /// A line that belongs to a plan is not the street whose name it bears.
    fn tell_mentions(&mut self, fields: &[String], mention: Option<usize>) {
        let belongs = mention.is_some_and(|at| fields[at] == "doan" || fields[at] == "plan");
        for (at, role) in &mut self.texts {
            if *role == Role::Name && belongs && fields[*at] == "tenduong" {
                *role = Role::Mention;
            }
        }
        if let Some(at) = mention.filter(|at| !self.texts.iter().any(|(field, _)| field == at)) {
            self.texts.push((at, Role::Mention));
        }
    }

    /// Those of the fields that an audience may see.
    pub(crate) fn visible(&self, layer: &Layer, audience: Audience) -> Self {
        let sees = |at: &usize| layer.schema.fields.get(*at).is_some_and(|field| field.audience <= audience);
        let number = self.number.filter(sees);
        Self {
            commune: self.commune.filter(sees),
            sheet: self.sheet.filter(sees),
            number,
            texts: self.texts.iter().copied().filter(|(at, _)| sees(at)).collect(),
        }
    }
}
