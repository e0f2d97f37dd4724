//! A World as one audience may search it: every question of the server ends here.

use std::borrow::Cow;
use std::sync::Arc;

use crate::layer::{Audience, FeatureId, FieldRole, Kind, Layer};
use crate::search::codes;
use crate::search::field_text::text_of;
use crate::search::found::FoundFeature;
use crate::search::keys::AskedKey;
use crate::search::named::NameIndex;
use crate::search::near::Near;
use crate::search::roles::Roles;
use crate::search::segment::{Segment, TextIndex};
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

    /// Features that have a code which begins so (squashed), at most so many of each layer and field; of features with the same code
    /// the first only, unless it is a key of its own.
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

    pub(crate) fn found(&self, feature: FeatureRef<'a>) -> FoundFeature<'a> {
        FoundFeature::new(self.view.layer, feature, &self.fields, self.role)
    }

    fn beginning(&self, start: &str, most: usize) -> Vec<FoundFeature<'a>> {
        let (mut found, mut met): (Vec<FoundFeature<'a>>, Vec<Cow<'a, str>>) = (Vec::new(), Vec::new());
        for (piece, texts) in self.indexes() {
            let TextIndex::Codes(order) = texts else { continue };
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
