//! A World as one audience may search it: every question of the server ends here.

use std::borrow::Cow;
use std::sync::Arc;

use crate::geometry::DrawingBox;
use crate::layer::{Audience, FeatureId, FieldRole, Kind, Layer};
use crate::search::codes;
use crate::search::keys::AskedKey;
use crate::search::named::Named;
use crate::search::rank::Near;
use crate::search::roles::Roles;
use crate::search::segment::{Segment, Texts, text_of};
use crate::snapshot::{FeatureRef, LayerSnapshot, Piece};

/// Most parcels of one key that are looked at in a layer; a province has some ten thousand of each number.
const MOST_OF_A_KEY: usize = 65_536;

/// All layers an audience may see, with their indexes.
#[derive(Debug)]
pub struct View<'a> {
    pub(crate) layers: Vec<LayerView<'a>>,
    left_out: Vec<&'a Arc<LayerSnapshot>>,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct LayerView<'a> {
    pub(crate) layer: &'a Arc<LayerSnapshot>,
    /// The fields the audience may see.
    roles: Roles,
    /// The places of its texts in the segments.
    texts: Vec<usize>,
    pieces: Vec<(Piece<'a>, Arc<Segment>)>,
}

/// One searched text of a layer.
#[derive(Debug)]
pub(crate) struct Field<'b, 'a> {
    pub(crate) view: &'b LayerView<'a>,
    /// Its position in the schema.
    pub(crate) at: usize,
    pub(crate) role: FieldRole,
    /// Its place in the segments.
    place: usize,
    fields: Arc<[(usize, FieldRole)]>,
}

/// A feature that was found.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    layer: &'a LayerSnapshot,
    feature: FeatureRef<'a>,
    /// The searched fields the audience may see.
    fields: Arc<[(usize, FieldRole)]>,
    /// By which field.
    pub role: FieldRole,
    /// How well it fits; the best is the largest. Comparable among answers to one question only.
    pub score: i64,
}

impl<'a> View<'a> {
    pub(crate) fn new(layers: Vec<LayerView<'a>>, left_out: Vec<&'a Arc<LayerSnapshot>>) -> Self {
        Self { layers, left_out }
    }

    /// Layers the audience may see in which nothing was looked for, because their index found no room.
    pub fn left_out(&self) -> impl Iterator<Item = &'a Layer> {
        self.left_out.iter().map(|layer| layer.layer())
    }

    /// The layers in it.
    pub fn layers(&self) -> impl Iterator<Item = &'a LayerSnapshot> {
        self.layers.iter().map(|view| &**view.layer)
    }

    /// Parcels by sheet and number, of each layer at most so many of those that are wanted: the nearest, nearest first, if there is a
    /// place to be near to. Looks at each parcel of the key, wanted or not.
    pub fn parcels(&self, asked: &AskedKey, most: usize, is_wanted: impl Fn(&Found<'a>) -> bool) -> Vec<Found<'a>> {
        let is_keyed = |view: &&LayerView<'a>| {
            view.roles.number.is_some() && (asked.sheet.is_none() || view.roles.sheet.is_some())
        };
        let of_layer = |view: &LayerView<'a>| {
            let fields = view.fields();
            let found = view.keyed(asked).take(MOST_OF_A_KEY);
            let found = found.map(|feature| Found::new(view, feature, &fields, FieldRole::Number)).filter(&is_wanted);
            match asked.near {
                Some(near) => nearest(found, near, most),
                None => found.take(most).collect(),
            }
        };
        self.layers.iter().filter(is_keyed).flat_map(of_layer).collect()
    }

    /// Features that have a code which begins so (squashed), at most so many of each layer and field; of features with the same code
    /// the first only, unless it is a key of its own.
    pub fn codes(&self, start: &str, most: usize) -> Vec<Found<'a>> {
        let texts = self.layers.iter().flat_map(LayerView::texts);
        texts.flat_map(|field| field.beginning(start, most)).collect()
    }

    /// Fields that are searched by words.
    pub(crate) fn named_fields(&self, kind: Option<Kind>) -> impl Iterator<Item = Field<'_, 'a>> {
        let layers = self.layers.iter().filter(move |view| kind.is_none_or(|kind| view.layer.layer().kind == kind));
        layers.flat_map(LayerView::texts)
    }

    /// All features of the layers of a kind, in order of id.
    pub fn all_of(&self, kind: Kind) -> impl Iterator<Item = Found<'a>> {
        let layers = self.layers.iter().filter(move |view| view.layer.layer().kind == kind);
        layers.flat_map(|view| {
            let fields = view.fields();
            view.layer.iter().map(move |feature| Found::new(view, feature, &fields, FieldRole::Name))
        })
    }

    /// Parcels by id, of every layer of parcels.
    pub fn parcels_by_id(&self, id: FeatureId) -> Vec<Found<'a>> {
        let parcels = self.layers.iter().filter(|view| view.layer.layer().kind == Kind::Parcel);
        let found = parcels.filter_map(|view| Some((view, view.layer.find(id)?)));
        found.map(|(view, feature)| Found::new(view, feature, &view.fields(), FieldRole::Identifier)).collect()
    }
}

impl<'a> LayerView<'a> {
    pub(crate) fn new(
        layer: &'a Arc<LayerSnapshot>,
        roles: Roles,
        audience: Audience,
        pieces: Vec<(Piece<'a>, Arc<Segment>)>,
    ) -> Self {
        let visible = roles.visible(layer.layer(), audience);
        let is_visible = |text: &(usize, FieldRole)| visible.texts.contains(text);
        let texts = roles.texts.iter().enumerate().filter(|(_, text)| is_visible(text)).map(|(at, _)| at).collect();
        Self { layer, roles: visible, texts, pieces }
    }

    /// Features of a sheet and number.
    fn keyed(&self, asked: &AskedKey) -> impl Iterator<Item = FeatureRef<'a>> {
        self.pieces.iter().flat_map(move |(piece, segment)| {
            let keys = segment.keys.as_ref();
            let at = keys.map_or(&[][..], |keys| keys.find(piece, &segment.roles, asked));
            at.iter().filter(|at| piece.is_alive(**at)).map(|at| piece.feature(*at))
        })
    }

    /// Searched texts the audience may see.
    fn texts(&self) -> impl Iterator<Item = Field<'_, 'a>> {
        let fields = self.fields();
        let texts = self.roles.texts.iter().zip(&self.texts);
        texts.map(move |(&(at, role), &place)| Field { view: self, at, role, place, fields: Arc::clone(&fields) })
    }

    pub(crate) fn fields(&self) -> Arc<[(usize, FieldRole)]> {
        let keys = [
            (self.roles.commune, FieldRole::Commune),
            (self.roles.sheet, FieldRole::Sheet),
            (self.roles.number, FieldRole::Number),
        ];
        let keys = keys.into_iter().filter_map(|(field, role)| Some((field?, role)));
        keys.chain(self.roles.texts.iter().copied()).collect()
    }
}

impl<'b, 'a: 'b> Field<'b, 'a> {
    /// Its index, piece by piece, where it is searched by words.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&'b Piece<'a>, &'b Named)> + use<'b, 'a> {
        self.indexes().filter_map(|(piece, texts)| match texts {
            Texts::Named(named) => Some((piece, named)),
            Texts::Codes(_) => None,
        })
    }

    /// What a hit in this field is worth by itself.
    pub(crate) fn worth(&self) -> i64 {
        let kind = match self.view.layer.layer().kind {
            Kind::Ward => 60,
            Kind::Line => 50,
            Kind::Parcel => 40,
            Kind::Zone => 30,
            Kind::Building => 20,
            Kind::Network | Kind::Feature => 10,
        };
        let role = match self.role {
            FieldRole::Name => 60,
            FieldRole::Address => 20,
            FieldRole::FormerName => 10,
            _ => -60,
        };
        kind + role
    }

    pub(crate) fn found(&self, feature: FeatureRef<'a>) -> Found<'a> {
        Found::new(self.view, feature, &self.fields, self.role)
    }

    fn beginning(&self, start: &str, most: usize) -> Vec<Found<'a>> {
        let (mut found, mut met): (Vec<Found<'a>>, Vec<Cow<'a, str>>) = (Vec::new(), Vec::new());
        for (piece, texts) in self.indexes() {
            let Texts::Codes(order) = texts else { continue };
            let all = codes::beginning(order, piece, self.at, start);
            // Many features may bear one code.
            let mut before = None;
            let mut of_piece = 0;
            for &at in all.iter().filter(|at| piece.is_alive(**at)) {
                let feature = piece.feature(at);
                let code = text_of(&feature, self.at);
                if self.role != FieldRole::Identifier
                    && (code == before || code.as_ref().is_some_and(|code| met.contains(code)))
                {
                    continue;
                }
                if of_piece == most {
                    break;
                }
                of_piece += 1;
                before.clone_from(&code);
                met.extend(code);
                found.push(self.found(feature));
            }
        }
        found
    }

    fn indexes(&self) -> impl Iterator<Item = (&'b Piece<'a>, &'b Texts)> + use<'b, 'a> {
        let place = self.place;
        self.view.pieces.iter().filter_map(move |(piece, segment)| Some((piece, segment.texts.get(place)?)))
    }
}

impl<'a> Found<'a> {
    pub(crate) fn new(
        view: &LayerView<'a>,
        feature: FeatureRef<'a>,
        fields: &Arc<[(usize, FieldRole)]>,
        role: FieldRole,
    ) -> Self {
        Self { layer: view.layer, feature, fields: Arc::clone(fields), role, score: 0 }
    }

    #[must_use]
    pub(crate) fn scored(self, score: i64) -> Self {
        Self { score, ..self }
    }

    /// Its layer.
    pub fn layer(&self) -> &'a Layer {
        self.layer.layer()
    }

    /// Its id.
    pub fn id(&self) -> FeatureId {
        FeatureId(self.feature.id())
    }

    /// What one of its fields says, if there is such a field for the audience.
    pub fn value(&self, role: FieldRole) -> Option<Cow<'a, str>> {
        let (field, _) = self.fields.iter().find(|(_, known)| *known == role)?;
        text_of(&self.feature, *field)
    }

    /// The box around it on the drawing grid; empty without shape.
    pub fn bounds(&self) -> DrawingBox {
        self.feature.bounds()
    }

    /// The feature as it is drawn.
    pub fn feature(&self) -> &FeatureRef<'a> {
        &self.feature
    }
}

/// Those nearest to a place, nearest first.
fn nearest<'a>(all: impl Iterator<Item = Found<'a>>, near: Near, most: usize) -> Vec<Found<'a>> {
    let mut all: Vec<(f64, Found<'a>)> = all.map(|found| (near.metres_to(&found.bounds()), found)).collect();
    if all.len() > most {
        all.select_nth_unstable_by(most, |a, b| a.0.total_cmp(&b.0));
        all.truncate(most);
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.into_iter().map(|(_, found)| found).collect()
}
