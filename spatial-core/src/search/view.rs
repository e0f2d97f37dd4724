//! A World as one audience may search it: every question of the server ends here.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::layer::{Audience, FeatureId, FieldRole, GeometryType, Kind, Layer};
use crate::search::codes;
use crate::search::field_text::text_of;
use crate::search::found::FoundFeature;
use crate::search::keys::AskedKey;
use crate::search::named::NameIndex;
use crate::search::near::Near;
use crate::search::roles::Roles;
use crate::search::segment::{Segment, TextIndex};
use crate::snapshot::{FeatureRef, LayerSnapshot, Piece, ValueRef};

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

/// What tells features of one name apart, where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Apart {
    /// Nothing: one stands for all.
    No,
    /// What they are parts of: one stands for those of one plan, and not for those of the plan before it.
    Part(i64),
    /// They themselves.
    Row(u64),
}

/// One searched text of a layer.
#[derive(Debug)]
pub(crate) struct SearchedField<'b, 'a> {
    pub(crate) view: &'b LayerView<'a>,
    /// Its position in the schema.
    pub(crate) at: usize,
    pub(crate) role: FieldRole,
    /// Its place in the segments.
    place: usize,
    fields: Arc<[(usize, FieldRole)]>,
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
    pub fn parcels(
        &self,
        asked: &AskedKey,
        most: usize,
        is_wanted: impl Fn(&FoundFeature<'a>) -> bool,
    ) -> Vec<FoundFeature<'a>> {
        let is_keyed = |view: &&LayerView<'a>| {
            view.roles.number.is_some() && (asked.sheet.is_none() || view.roles.sheet.is_some())
        };
        let of_layer = |view: &LayerView<'a>| {
            let fields = view.fields();
            let found = view.keyed(asked).take(MOST_OF_A_KEY);
            let found = found
                .map(|feature| FoundFeature::new(view.layer, feature, &fields, FieldRole::Number))
                .filter(&is_wanted);
            match asked.near {
                Some(near) => nearest(found, near, most),
                None => found.take(most).collect(),
            }
        };
        self.layers.iter().filter(is_keyed).flat_map(of_layer).collect()
    }

    /// Features that have a code which begins so (squashed), at most so many of each layer and field, and all of the last code; of
    /// features with the same code the first only, unless it is a key of its own, or rows have states and it is of another row or part.
    pub fn codes(&self, start: &str, most: usize) -> Vec<FoundFeature<'a>> {
        let texts = self.layers.iter().flat_map(LayerView::texts);
        texts.flat_map(|field| field.beginning(start, most)).collect()
    }

    /// Fields that are searched by words.
    pub(crate) fn named_fields(&self, kind: Option<Kind>) -> impl Iterator<Item = SearchedField<'_, 'a>> {
        let layers = self.layers.iter().filter(move |view| kind.is_none_or(|kind| view.layer.layer().kind == kind));
        layers.flat_map(LayerView::texts)
    }

    /// All features of the layers of a kind, in order of id.
    pub fn all_of(&self, kind: Kind) -> impl Iterator<Item = FoundFeature<'a>> {
        let layers = self.layers.iter().filter(move |view| view.layer.layer().kind == kind);
        layers.flat_map(|view| {
            let fields = view.fields();
            view.layer.iter().map(move |feature| FoundFeature::new(view.layer, feature, &fields, FieldRole::Name))
        })
    }

    /// What a feature is a part of, if its audience sees that.
    pub fn parent(&self, found: &FoundFeature<'a>) -> Option<FoundFeature<'a>> {
        let id = found.value(FieldRole::Parent)?.parse().ok()?;
        let fields = &found.layer().schema.fields;
        let parent = fields.iter().find(|field| field.meaning.role == Some(FieldRole::Parent))?;
        let refers = parent.meaning.refers.as_ref()?;
        let view = self.layers.iter().find(|view| view.layer.layer().name == *refers)?;
        Some(FoundFeature::new(view.layer, view.layer.find(FeatureId(id))?, &view.fields(), FieldRole::Name))
    }

    /// Parcels by id, of every layer of parcels.
    pub fn parcels_by_id(&self, id: FeatureId) -> Vec<FoundFeature<'a>> {
        let parcels = self.layers.iter().filter(|view| view.layer.layer().kind == Kind::Parcel);
        let found = parcels.filter_map(|view| Some((view, view.layer.find(id)?)));
        found
            .map(|(view, feature)| FoundFeature::new(view.layer, feature, &view.fields(), FieldRole::Identifier))
            .collect()
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
    fn texts(&self) -> impl Iterator<Item = SearchedField<'_, 'a>> {
        let fields = self.fields();
        let texts = self.roles.texts.iter().zip(&self.texts);
        texts.map(move |(&(at, role), &place)| SearchedField {
            view: self,
            at,
            role,
            place,
            fields: Arc::clone(&fields),
        })
    }

    pub(crate) fn fields(&self) -> Arc<[(usize, FieldRole)]> {
        let keys = [
            (self.roles.commune, FieldRole::Commune),
            (self.roles.sheet, FieldRole::Sheet),
            (self.roles.number, FieldRole::Number),
            (self.roles.state, FieldRole::State),
            (self.roles.parent, FieldRole::Parent),
        ];
        let keys = keys.into_iter().filter_map(|(field, role)| Some((field?, role)));
        keys.chain(self.roles.texts.iter().copied()).collect()
    }
}

impl<'b, 'a: 'b> SearchedField<'b, 'a> {
    /// Its index, piece by piece, where it is searched by words.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&'b Piece<'a>, &'b NameIndex)> + use<'b, 'a> {
        self.indexes().filter_map(|(piece, texts)| match texts {
            TextIndex::Named(named) => Some((piece, named)),
            TextIndex::Codes(_) => None,
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
            Kind::Network | Kind::Feature | Kind::Base => 10,
        };
        let role = match self.role {
            FieldRole::Name => 60,
            FieldRole::Address => 20,
            FieldRole::FormerName => 10,
            _ => -60,
        };
        kind + role
    }

    pub(crate) fn found(&self, feature: FeatureRef<'a>) -> FoundFeature<'a> {
        FoundFeature::new(self.view.layer, feature, &self.fields, self.role)
    }

    /// True of a class, and if features of one name may differ in state: the part of a plan in force from that of a plan that is over. Rows without parts
    /// are told apart if they have no shape, and so nothing else to go by.
    pub(crate) fn is_apart(&self) -> bool {
        let Roles { state, parent, .. } = &self.view.roles;
        // Each place of a class is one that may be meant.
        if self.role == FieldRole::Class {
            return true;
        }
        state.is_some() && (parent.is_some() || self.view.layer.layer().schema.geometry == GeometryType::None)
    }

    /// What tells a feature apart from others of its name.
    pub(crate) fn apart(&self, feature: &FeatureRef<'a>) -> Apart {
        let parent = self.view.roles.parent.map(|at| feature.value(at));
        match parent {
            _ if self.role == FieldRole::Class => Apart::Row(feature.id()),
            _ if !self.is_apart() => Apart::No,
            Some(ValueRef::Integer(parent)) => Apart::Part(parent),
            _ => Apart::Row(feature.id()),
        }
    }

    fn beginning(&self, start: &str, most: usize) -> Vec<FoundFeature<'a>> {
        let (mut found, mut met): (Vec<FoundFeature<'a>>, FxHashSet<(Cow<'a, str>, Apart)>) = Default::default();
        let is_apart = self.is_apart();
        for (piece, texts) in self.indexes() {
            let TextIndex::Codes(order) = texts else { continue };
            let all = codes::beginning(order, piece, self.at, start);
            // Many features may bear one code.
            let mut before = None;
            let mut of_piece = 0;
            for &at in all.iter().filter(|at| piece.is_alive(**at)) {
                let feature = piece.feature(at);
                let code = text_of(&feature, self.at);
                if of_piece >= most && !(is_apart && code == before) {
                    break;
                }
                if self.role != FieldRole::Identifier {
                    if !is_apart && code == before {
                        continue;
                    }
                    if let Some(code) = &code
                        && !met.insert((code.clone(), self.apart(&feature)))
                    {
                        continue;
                    }
                }
                of_piece += 1;
                before = code;
                found.push(self.found(feature));
            }
        }
        found
    }

    fn indexes(&self) -> impl Iterator<Item = (&'b Piece<'a>, &'b TextIndex)> + use<'b, 'a> {
        let place = self.place;
        self.view.pieces.iter().filter_map(move |(piece, segment)| Some((piece, segment.texts.get(place)?)))
    }
}

/// Those nearest to a place, nearest first.
fn nearest<'a>(all: impl Iterator<Item = FoundFeature<'a>>, near: Near, most: usize) -> Vec<FoundFeature<'a>> {
    let mut all: Vec<(f64, FoundFeature<'a>)> = all.map(|found| (near.metres_to(&found.bounds()), found)).collect();
    if all.len() > most {
        all.select_nth_unstable_by(most, |a, b| a.0.total_cmp(&b.0));
        all.truncate(most);
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.into_iter().map(|(_, found)| found).collect()
}
