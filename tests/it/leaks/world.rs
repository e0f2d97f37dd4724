//! Two hundred sets of grants look at eight layers under as many policies, while rows come, go and change their state: in memory, in
//! tiles, pages, searches, counts, boxes and news each sees what the plain words of the policy say, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::{Context, Result};
use spatial_core::geometry::{DrawingBox, Envelope};
use spatial_core::layer::{Audience, Clearance, Feature, FeatureId, GeometryType, Grant, Layer, Value};
use spatial_core::query::Query;
use spatial_core::search::{AskedName, FieldNames, Finder, squashed, words};
use spatial_core::snapshot::{LayerSnapshot, World};
use spatial_core::store::Store;
use spatial_core::tiles::{LowZooms, TileCoord, encode};

use crate::leaks::register::{DAYS, Lot, Register, Table};
use crate::store::contract::{all, on_every_store};

const LAYERS: usize = 8;
const SETS: usize = 200;
/// Commits between looks.
const STEPS: usize = 3;
const WORLD: DrawingBox = DrawingBox { min: [0, 0], max: [u32::MAX; 2] };
/// What a box of the map may be wider than one of the layer's own system, over the distances of the test, in metres.
const TURNED_M: f64 = 500.0;

on_every_store! {
    nobody_sees_a_row_that_is_not_theirs_and_who_may_sees_all_of_it
}

/// Who asks.
struct Asker {
    grants: Vec<String>,
    audience: Audience,
}

/// One look at everything.
struct Look<'a> {
    store: &'a Store,
    world: &'a World,
    tables: &'a [Table],
    finder: &'a Finder,
    /// What was looked at closely already: a table, and the rows that are seen of it.
    close: BTreeSet<(usize, Vec<u64>)>,
    features: Vec<BTreeMap<u64, Feature>>,
    /// How many rows were seen, and how many were there and were not.
    seen: usize,
    hidden: usize,
}

async fn nobody_sees_a_row_that_is_not_theirs_and_who_may_sees_all_of_it(store: Store) -> Result<()> {
    let mut register = Register::new(&store, 26_506, LAYERS).await?;
    let mut askers: Vec<Asker> = (0..SETS).map(|_| Asker::of(register.lot.grants())).collect();
    askers[0] = Asker::of(Vec::new());
    let mut finder = Finder::new(FieldNames::default(), usize::MAX);
    let mut world = World::read(&store).await?;
    for step in 0..=STEPS {
        if step > 0 {
            let before = register.tables.clone();
            let touched = register.wander(&store).await?;
            let next = world.follow(&store).await?.context("there is news")?;
            askers.iter().for_each(|asker| hears(asker, &world, &next, (&before, &register.tables), &touched));
            world = next;
        }
        finder = finder.learnt(&world);
        // Some ask early and are followed, some come late, and all come in the end.
        let some = if step == STEPS { askers.len() } else { askers.len() * (step + 1) / (STEPS + 1) };
        look(&store, &world, &register, &finder, &askers[..some]).await?;
    }
    let anew = World::read(&store).await?;
    look(&store, &anew, &register, &finder.learnt(&anew), &askers[..SETS / 4]).await
}

async fn look(store: &Store, world: &World, register: &Register, finder: &Finder, askers: &[Asker]) -> Result<()> {
    let mut look = Look::new(store, world, register, finder).await?;
    let mut lot = Lot(world.revision().0);
    for asker in askers {
        for at in 0..look.tables.len() {
            look.at_a_table(asker, at, &mut lot).await?;
        }
        look.search(asker, &mut lot)?;
    }
    assert!(look.seen > 0 && look.hidden > 0, "the lots are drawn so that both occur");
    Ok(())
}

/// Those hear of a row who saw it before or see it now.
fn hears(asker: &Asker, before: &World, now: &World, (then, tables): (&[Table], &[Table]), touched: &[BTreeSet<u64>]) {
    let mut wanted = BTreeMap::new();
    for ((then, table), touched) in then.iter().zip(tables).zip(touched) {
        let seen: BTreeSet<u64> = [then, table].iter().flat_map(|table| table.seen(&asker.grants, None)).collect();
        let heard: Vec<u64> = touched.intersection(&seen).copied().collect();
        if table.policy.exists(&asker.grants) && !heard.is_empty() {
            wanted.insert(table.name().clone(), heard);
        }
    }
    let news = now.news_since(before, asker.audience).into_iter();
    let told: BTreeMap<_, Vec<u64>> =
        news.map(|news| (news.layer, news.ids.unwrap_or_default().into_iter().map(|id| id.0).collect())).collect();
    assert_eq!(told, wanted, "{:?}", asker.grants);
}

impl Asker {
    fn of(grants: Vec<String>) -> Self {
        let audience = Audience::of(grants.iter().filter_map(|grant| Grant::parse(grant)));
        Self { grants, audience }
    }
}

impl<'a> Look<'a> {
    async fn new(store: &'a Store, world: &'a World, register: &'a Register, finder: &'a Finder) -> Result<Self> {
        let mut features = Vec::new();
        for table in &register.tables {
            let of_table = all(store, table.name().as_str()).await?;
            features.push(of_table.into_iter().map(|feature| (feature.id.0, feature)).collect());
        }
        let (close, tables) = (BTreeSet::new(), register.tables.as_slice());
        Ok(Self { store, world, tables, finder, close, features, seen: 0, hidden: 0 })
    }

    async fn at_a_table(&mut self, asker: &Asker, at: usize, lot: &mut Lot) -> Result<()> {
        let (table, grants) = (&self.tables[at], &asker.grants);
        let held = self.world.layer(table.name(), asker.audience);
        let why = format!("{} {:?} {grants:?}", table.name(), table.policy);
        assert_eq!(held.is_some(), table.policy.exists(grants), "{why}");
        assert_eq!(self.world.layers(asker.audience).any(|layer| layer.layer().name == *table.name()), held.is_some());
        let Some(held) = held else {
            let page = self.world.items(self.store, query(table, asker)).await;
            assert!(page.is_err(), "{why}");
            return Ok(());
        };
        let seen = table.seen(grants, None);
        check_rows(table, held, &seen, &why);
        if !table.policy.shows_anything(grants) {
            check_box(table, held, &seen, &why);
        }
        let day = lot.one(&DAYS);
        let on_day = self.world.layer_on(table.name(), asker.audience, day).context("the layer is there on any day")?;
        check_rows(table, &on_day, &table.seen(grants, Some(day)), &format!("{day} {why}"));
        self.seen += seen.len();
        self.hidden += table.rows.len() - seen.len();
        // What follows costs more, and the same rows are seen by many.
        if self.close.insert((at, seen.clone())) {
            self.check_tiles(at, held, asker, &seen);
            self.check_pages(table, asker, &seen).await?;
        }
        Ok(())
    }

    /// Tiles are those of a layer in which there never was another row.
    fn check_tiles(&self, at: usize, held: &LayerSnapshot, asker: &Asker, seen: &[u64]) {
        let table = &self.tables[at];
        if table.layer.schema.geometry == GeometryType::None {
            return;
        }
        let layer = Layer { clearance: Clearance::Open, rows: None, ..held.layer().clone() };
        let rows = seen.iter().filter_map(|id| self.features[at].get(id)).cloned();
        let alone = LayerSnapshot::build(layer, rows).expect("the layer can be drawn");
        let whole = self.world.whole_layer(table.name()).expect("it is there");
        let places = table.rows.keys().filter_map(|id| Some(whole.find(FeatureId(*id))?.bounds().min)).take(6);
        let tiles = places.flat_map(|place| [16, 12, 9].map(|zoom| TileCoord::at(zoom, place)));
        for coord in tiles.chain([TileCoord::at(0, [0, 0])]) {
            let [tile, wanted] =
                [held, &alone].map(|layer| encode([layer], coord, asker.audience, LowZooms::Generalised).bytes);
            assert!(tile == wanted, "{coord} of {} for {:?}", table.name(), asker.grants);
        }
    }

    /// Pages, counts and single features, straight from the store.
    async fn check_pages(&self, table: &Table, asker: &Asker, seen: &[u64]) -> Result<()> {
        let page = self.world.items(self.store, query(table, asker)).await?;
        let ids: Vec<u64> = page.features.iter().map(|feature| feature.id.0).collect();
        assert_eq!((ids.as_slice(), page.matched), (seen, seen.len() as u64));
        assert_eq!(page.layer.count, seen.len() as u64);
        for (id, row) in table.rows.iter().step_by(7) {
            let is_seen = seen.contains(id);
            let item = self.world.item(self.store, table.name(), FeatureId(*id), asker.audience).await?;
            assert_eq!(item.is_some(), is_seen, "{id} of {} for {:?}", table.name(), asker.grants);
            let equals = vec![("name".to_owned(), Value::text(format!("tên {}", row.word)))];
            let page = self.world.items(self.store, Query { equals, ..query(table, asker) }).await?;
            assert_eq!((page.matched, page.features.len()), (u64::from(is_seen), usize::from(is_seen)));
        }
        Ok(())
    }

    /// Names and codes lead to rows that are seen; others are as if nobody had ever typed them.
    fn search(&self, asker: &Asker, lot: &mut Lot) -> Result<()> {
        let view = self.finder.view(self.world, asker.audience, 0).context("everything is learnt")?;
        for _ in 0..6 {
            let table = &self.tables[lot.below(self.tables.len())];
            let rows: Vec<_> = table.rows.iter().collect();
            let (id, row) = lot.one(&rows);
            let is_seen = table.policy.exists(&asker.grants) && table.policy.shows(row, &asker.grants, None);
            for leniency in [0, 2] {
                let asked = AskedName { words: words(&row.word), is_open: true, leniency, near: None };
                let found = view.named(&asked, None, 20);
                let is_found = found.iter().any(|found| found.layer().name == *table.name() && found.id().0 == *id);
                assert_eq!(is_found, is_seen, "{} for {:?}", row.word, asker.grants);
                assert!(found.iter().all(|found| self.may_be_found(found.layer(), found.id(), asker)));
            }
            let found = view.codes(&squashed(&format!("K-{}", row.word)), 20);
            assert_eq!(found.len(), usize::from(is_seen), "{} for {:?}", row.word, asker.grants);
        }
        let found = view.codes("k", 1000);
        assert!(found.iter().all(|found| self.may_be_found(found.layer(), found.id(), asker)));
        Ok(())
    }

    fn may_be_found(&self, layer: &Layer, id: FeatureId, asker: &Asker) -> bool {
        let table = self.tables.iter().find(|table| *table.name() == layer.name);
        table.is_some_and(|table| {
            let row = table.rows.get(&id.0);
            table.policy.exists(&asker.grants) && row.is_some_and(|row| table.policy.shows(row, &asker.grants, None))
        })
    }
}

fn query(table: &Table, asker: &Asker) -> Query {
    let (layer, audience) = (table.name().clone(), asker.audience);
    Query { layer, audience, within: None, equals: Vec::new(), after: None, limit: 1000, most_bytes: usize::MAX }
}

fn check_rows(table: &Table, held: &Arc<LayerSnapshot>, seen: &[u64], why: &str) {
    let ids: Vec<u64> = held.iter().map(|feature| feature.id()).collect();
    assert_eq!(ids, seen, "{why}");
    assert_eq!((held.len(), held.layer().count), (seen.len(), seen.len() as u64), "{why}");
    let found = table.rows.keys().filter(|id| held.find(FeatureId(**id)).is_some());
    assert_eq!(found.copied().collect::<Vec<_>>(), seen, "{why}");
    let mut hits = Vec::new();
    held.hits(&WORLD, &mut hits);
    let is_drawn = table.layer.schema.geometry != GeometryType::None;
    let hits: Vec<u64> = hits.into_iter().map(|hit| hit.id).collect();
    assert_eq!(hits, if is_drawn { seen } else { &[] }, "{why}");
}

/// Who might be shut out from a row is told of no place where they see nothing, be it of rows that are gone.
fn check_box(table: &Table, held: &LayerSnapshot, seen: &[u64], why: &str) {
    let mut drawn = DrawingBox::EMPTY;
    held.iter().for_each(|feature| drawn.merge(&feature.bounds()));
    assert_eq!(held.bounds(), drawn, "{why}");
    if table.layer.schema.geometry == GeometryType::None {
        return assert_eq!(held.layer().extent, None, "{why}");
    }
    let places =
        seen.iter().map(|id| table.rows[id].place).map(|min| Envelope { min, max: min.map(|side| side + 18.0) });
    let wanted = places.reduce(Envelope::merged);
    let told = held.layer().extent;
    assert_eq!(told.is_some(), wanted.is_some(), "{why}");
    let is_near = |told: [f64; 2], wanted: [f64; 2]| (0..2).all(|axis| (told[axis] - wanted[axis]).abs() < TURNED_M);
    if let (Some(told), Some(wanted)) = (told, wanted) {
        assert!(is_near(told.min, wanted.min) && is_near(told.max, wanted.max), "{told:?} is not {wanted:?}: {why}");
    }
}
