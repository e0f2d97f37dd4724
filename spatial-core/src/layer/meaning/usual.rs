//! What fields usually are by their names, in Vietnamese and English: for layers of which nobody said what their fields mean.
//!
//! The only place where a name is taken for a meaning. What was said is never changed; see [`crate::layer::Meaning`].

use crate::layer::personal::{looks_personal, words};
use crate::layer::{Field, FieldRole, FieldType, Kind, Layer, Unit};

/// Usual names of fields that play a part, the likeliest first; folded, without separators.
const NAMES: &[(FieldRole, &[&str])] = &[
    (
        FieldRole::Commune,
        &[
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
    ),
    (
        FieldRole::Sheet,
        &[
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
    ),
    (
        FieldRole::Number,
        &["sothua", "sothututhua", "sttthua", "shthua", "sothuadat", "parcelno", "parcelnumber", "lotno", "lotnumber"],
    ),
    (
        FieldRole::Identifier,
        &[
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
    ),
    (
        FieldRole::Address,
        &[
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
    ),
    (
        FieldRole::Name,
        &[
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
    ),
    (FieldRole::FormerName, &["tencu", "tenxacu", "tentruoc", "tentruocsapxep", "formername", "oldname"]),
    (
        FieldRole::Code,
        &[
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
    ),
    (FieldRole::Decision, &["soquyetdinh", "soqd", "quyetdinh", "quyetdinhso", "decision", "decisionno"]),
    (FieldRole::DecisionDate, &["ngayquyetdinh", "ngayqd", "decisiondate"]),
    (FieldRole::Mention, &["doan", "tendoan", "plan", "tenduong", "street"]),
    (FieldRole::RegisteredArea, &["dientichphaply"]),
    // Whether a mere "area" is the registered one nobody knows: the weaker claim.
    (FieldRole::MeasuredArea, &["dientichdo", "dientich"]),
];

/// Parts whose values are texts people type, in order of interest; names of other things come after them. In this order a field is looked
/// for, once parcels have their keys.
pub(crate) const FOUND_BY: [FieldRole; 6] = [
    FieldRole::Identifier,
    FieldRole::Address,
    FieldRole::Name,
    FieldRole::FormerName,
    FieldRole::Code,
    FieldRole::Decision,
];

/// What the classifying field is called in a layer of any kind but parcels and wards, if it is not called as its kind usually does.
const CLASSES: &[&str] =
    &["loaidat", "chucnang", "zonetype", "zone", "landuse", "use", "class", "loai", "type", "kind"];

/// What the classifying field of a kind of layer is usually called, the likeliest first.
fn classes(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Parcel => &["loaidat", "maloaidat", "mdsd", "mdsdd", "mucdich", "landuse"],
        Kind::Zone => &["chucnang", "machucnang", "loaidat", "zonetype", "zone", "zoning"],
        Kind::Line => &["loai", "loaiduong", "capduong", "type", "class"],
        Kind::Ward => &["cap", "loai", "level"],
        Kind::Network => &["loai", "vatlieu", "type", "material"],
        Kind::Building => &["loai", "chucnang", "type", "use"],
        Kind::Feature | Kind::Base => &["loai", "type", "class", "category"],
    }
}

fn usual(role: FieldRole) -> &'static [&'static str] {
    NAMES.iter().find(|(known, _)| *known == role).map_or(&[], |(_, names)| names)
}

impl Layer {
    /// True if somebody said what the fields mean: of at least one, or of the table by declaring it. Then a field of which nothing was
    /// said means nothing.
    pub fn says_meanings(&self) -> bool {
        self.subject.is_some() || self.schema.fields.iter().any(|field| field.meaning != Default::default())
    }

    /// The layer, its fields taken for what they usually are if nobody said what they mean: so it was imported before roles were kept, or
    /// another program made it.
    #[must_use]
    pub fn with_usual_meanings(mut self) -> Self {
        if !self.says_meanings() {
            let class_field = self.draw.class_field.as_deref();
            mean_as_usual(self.kind, &mut self.schema.fields, class_field, |_| true);
        }
        self
    }
}

/// Gives fields the meanings their names usually have: parts nobody plays yet to fields without one, units to fields without one; only to
/// those at positions that are open. `class_field` is what colours the layer, if that was said.
pub fn mean_as_usual(kind: Kind, fields: &mut [Field], class_field: Option<&str>, is_open: impl Fn(usize) -> bool) {
    let words: Vec<Vec<String>> = fields.iter().map(|field| words(&field.name)).collect();
    let names: Vec<String> = words.iter().map(|words| words.concat()).collect();
    for at in (0..fields.len()).filter(|at| is_open(*at)) {
        let meaning = &mut fields[at].meaning;
        meaning.unit = meaning.unit.or_else(|| unit(&words[at], &names[at]));
    }
    let mut cast = Cast { fields, words, names, is_open };
    cast.parcel_key(kind);
    FOUND_BY.into_iter().for_each(|role| cast.give(role));
    let has_name = !cast.tell_mentions();
    cast.commune_code();
    for role in [FieldRole::DecisionDate, FieldRole::RegisteredArea, FieldRole::MeasuredArea] {
        cast.give(role);
    }
    cast.class(kind, class_field);
    if has_name {
        cast.name_like();
    }
}

/// The field of a layer that would usually play a part, among those that may.
pub fn usually_plays(role: FieldRole, fields: &[Field], may: impl Fn(usize) -> bool) -> Option<usize> {
    let names: Vec<String> = fields.iter().map(|field| words(&field.name).concat()).collect();
    usual(role).iter().find_map(|name| (0..names.len()).find(|&at| names[at] == *name && may(at)))
}

/// Fields being given their parts.
struct Cast<'a, F> {
    fields: &'a mut [Field],
    words: Vec<Vec<String>>,
    names: Vec<String>,
    is_open: F,
}

impl<F: Fn(usize) -> bool> Cast<'_, F> {
    fn is_free(&self, at: usize) -> bool {
        (self.is_open)(at) && self.fields[at].meaning.role.is_none()
    }

    fn player(&self, role: FieldRole) -> Option<usize> {
        self.fields.iter().position(|field| field.meaning.role == Some(role))
    }

    /// The first free field with one of these names, the names in order.
    fn named(&self, known: &[&str]) -> Option<usize> {
        known.iter().find_map(|name| (0..self.names.len()).find(|&at| self.names[at] == *name && self.is_free(at)))
    }

    fn set(&mut self, at: Option<usize>, role: FieldRole) {
        if let Some(at) = at {
            self.fields[at].meaning.role = Some(role);
        }
    }

    fn give(&mut self, role: FieldRole) {
        if self.player(role).is_none() {
            self.set(self.named(usual(role)), role);
        }
    }

    /// A number is a parcel's where there are sheets, too, or nothing but parcels.
    fn parcel_key(&mut self, kind: Kind) {
        let has_sheet = self.player(FieldRole::Sheet).or_else(|| self.named(usual(FieldRole::Sheet))).is_some();
        let number = self.player(FieldRole::Number).or_else(|| self.named(usual(FieldRole::Number)));
        if number.is_some() && (has_sheet || kind == Kind::Parcel) {
            [FieldRole::Number, FieldRole::Sheet, FieldRole::Commune].into_iter().for_each(|role| self.give(role));
        }
    }

    /// Names of what a feature belongs to or lies on. A line that belongs to a plan is not the street whose name it bears: true if it is
    /// such a line, which has no name of its own.
    fn tell_mentions(&mut self) -> bool {
        let belongs = ["doan", "plan"].iter().any(|plan| self.named(&[plan]).is_some());
        self.give(FieldRole::Mention);
        let name = self.player(FieldRole::Name).filter(|&at| self.names[at] == "tenduong" && (self.is_open)(at));
        let is_mention = belongs && name.is_some();
        self.set(name.filter(|_| is_mention), FieldRole::Mention);
        is_mention
    }

    /// Where there are no parcels only a code is surely the commune's: `ward` may be a name.
    fn commune_code(&mut self) {
        let is_code = |name: &&&str| name.starts_with("ma") || name.ends_with("code");
        let codes: Vec<&str> = usual(FieldRole::Commune).iter().filter(is_code).copied().collect();
        if self.player(FieldRole::Commune).is_none() {
            self.set(self.named(&codes), FieldRole::Commune);
        }
    }

    /// What colours the map is seen by all who see the map.
    fn class(&mut self, kind: Kind, said: Option<&str>) {
        if self.player(FieldRole::Class).is_some() {
            return;
        }
        let said = said.and_then(|name| self.fields.iter().position(|field| field.name == name));
        let found = match said {
            Some(at) => Some(at).filter(|at| self.is_free(*at)),
            None if matches!(kind, Kind::Parcel | Kind::Ward) => self.open_to_all(classes(kind)),
            None => self.open_to_all(classes(kind)).or_else(|| self.open_to_all(CLASSES)),
        };
        self.set(found, FieldRole::Class);
    }

    fn open_to_all(&self, known: &[&str]) -> Option<usize> {
        let is_public = |at: &usize| self.fields[*at].clearance.is_open();
        known.iter().find_map(|name| self.named(&[name]).filter(is_public))
    }

    /// A text called `ten_…` or `…name`, if nothing has a better claim.
    fn name_like(&mut self) {
        if self.player(FieldRole::Name).is_some() {
            return;
        }
        let reads_so = |at: usize| {
            let is_ten = self.words[at].len() > 1 && self.words[at][0] == "ten";
            is_ten || self.names[at].ends_with("name") || self.names[at] == "namevi" || self.names[at] == "label"
        };
        let may = |at: &usize| {
            let field = &self.fields[*at];
            field.kind == FieldType::Text && field.clearance.is_open() && !looks_personal(&field.name)
        };
        self.set(
            (0..self.names.len()).filter(|at| self.is_free(*at)).filter(may).find(|at| reads_so(*at)),
            FieldRole::Name,
        );
    }
}

/// The unit a name tells: by its last word, or by what such a field always counts.
pub(super) fn unit(words: &[String], name: &str) -> Option<Unit> {
    let is_area = name.starts_with("dientich");
    let last = words.last().filter(|_| words.len() > 1).map_or("", String::as_str);
    let ends = |unit: &str| last == unit || (is_area && name.ends_with(unit));
    Some(match name {
        _ if ends("km2") => Unit::SquareKilometre,
        _ if ends("ha") => Unit::Hectare,
        _ if is_area || last == "m2" => Unit::SquareMetre,
        "logioi" | "khoanglui" | "chieucao" => Unit::Metre,
        _ if name.starts_with("berong") || name.starts_with("caodo") || last == "m" => Unit::Metre,
        "duongkinh" => Unit::Millimetre,
        "dodoc" => Unit::Percent,
        "congsuat" => Unit::Watt,
        _ => return None,
    })
}
