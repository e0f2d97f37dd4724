//! Row `states`: what hiding rows costs. The same zones with twenty states, seen by three audiences, and without a policy: tiles,
//! searches, memory.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use spatial_core::layer::{
    Audience, DeclaredField, DeclaredRows, DeclaredTable, FieldRole, FieldType, GeometryType, Grant, Kind, LayerName,
    Value,
};
use spatial_core::search::{AskedName, FieldNames, Finder, squashed, words};
use spatial_core::snapshot::World;
use spatial_core::store::{StageMode, Staged, Store, StoreAddress};
use spatial_core::tiles::{Encoder, LowZooms, TileCoord};

use crate::rig::figures::Figure;
use crate::rig::{clock, data, zones};

const ZOOMS: std::ops::RangeInclusive<u8> = 12..=16;
/// Each side is measured so often, in turns; the cheaper turn counts.
const DRAWN: usize = 2;
/// Questions are short, and what else the machine does shows in them more.
const ASKED: usize = 6;
const BATCH: u32 = 10_000;

/// Twenty states: fourteen for everybody, three for who draws up plans, two for staff, and one nothing is said of.
const STATES: [&str; 20] = [
    "s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09", "s10", "s11", "s12", "s13", "s14", "s15", "s16",
    "s17", "s18", "s19", "s20",
];
const SEEN: &[(&str, &str)] = &[
    ("s01", "anonymous"),
    ("s02", "anonymous"),
    ("s03", "anonymous"),
    ("s04", "anonymous"),
    ("s05", "anonymous"),
    ("s06", "anonymous"),
    ("s07", "anonymous"),
    ("s08", "anonymous"),
    ("s09", "anonymous"),
    ("s10", "anonymous"),
    ("s11", "anonymous"),
    ("s12", "anonymous"),
    ("s13", "anonymous"),
    ("s14", "anonymous"),
    ("s15", "planning.draft"),
    ("s16", "planning.draft"),
    ("s17", "planning.draft"),
    ("s18", "staff"),
    ("s19", "staff"),
];

/// The zones with a policy, and without.
const HIDDEN: DeclaredTable = DeclaredTable {
    room: "planning",
    table: "zone",
    layer: "zones",
    kind: Kind::Zone,
    geometry: GeometryType::Polygon,
    fields: &[
        DeclaredField::open("ten", FieldType::Text).role(FieldRole::Name),
        DeclaredField::open("ky_hieu", FieldType::Text).role(FieldRole::Code),
        DeclaredField::open("chuc_nang", FieldType::Text),
        DeclaredField::open("trang_thai", FieldType::Text).role(FieldRole::State),
        DeclaredField::open("ma_xa", FieldType::Text).role(FieldRole::Commune),
    ],
    clearance: "anonymous",
    rows: Some(DeclaredRows { states: Some(("trang_thai", SEEN)), area: Some("ma_xa"), valid: None }),
    class_field: Some("chuc_nang"),
};
const OPEN: DeclaredTable = DeclaredTable { rows: None, ..HIDDEN };

const FIRST: [&str; 8] = ["An", "Bình", "Châu", "Đông", "Hòa", "Long", "Phước", "Thắng"];
const SECOND: [&str; 8] = ["Cảnh", "Điền", "Hải", "Lợi", "Mỹ", "Sơn", "Tâm", "Thành"];
/// What people look for, by name and by code.
const QUESTIONS: [&str; 8] =
    ["khu phước thắng", "an hải 12", "long sơn", "Khu Châu Thành 77", "đông mỹ", "ODT-4711", "CX-9", "binh"];

/// One of the two layers in memory, with its search index.
struct Side {
    world: World,
    finder: Finder,
    name: LayerName,
}

/// CPU seconds of the layer with states and of the one without.
#[derive(Clone, Copy)]
struct Pair {
    hidden_s: f64,
    open_s: f64,
}

impl Pair {
    fn ratio(self) -> f64 {
        self.open_s / self.hidden_s
    }

    fn sum(all: &[Self]) -> Self {
        let of = |side: fn(&Self) -> f64| all.iter().map(side).sum();
        Self { hidden_s: of(|pair| pair.hidden_s), open_s: of(|pair| pair.open_s) }
    }
}

/// Three figures: the least ratio among the audiences for tiles and for searches, and memory after all of them have asked.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let (hidden, open) = (Side::load("states", &HIDDEN)?, Side::load("stateless", &OPEN)?);
    let zooms: Vec<Vec<TileCoord>> = ZOOMS.map(zones::tiles).collect::<Result<_>>()?;
    let drafter = Grant::parse("planning.draft@26505").context("a grant")?;
    let audiences = [
        ("anonymous", Audience::ANONYMOUS),
        ("staff", Audience::STAFF),
        ("drafter of one commune", Audience::of([drafter])),
    ];
    let (mut drawn, mut found) = (Vec::new(), Vec::new());
    for (who, audience) in audiences {
        let rows = hidden.rows(audience)?;
        let each = zooms.iter().map(|tiles| in_turns(DRAWN, &hidden, &open, |side| side.draw(tiles, audience)));
        let each = each.collect::<Result<Vec<Pair>>>()?;
        let tiles = Pair::sum(&each);
        let asked = in_turns(ASKED, &hidden, &open, |side| side.ask(audience))?;
        let by_zoom: Vec<String> = each.iter().map(|zoom| format!("{:.2}", zoom.ratio())).collect();
        let [whole, words] = [tiles, asked].map(Pair::ratio);
        eprintln!("  {who}: {rows} zones, tiles {whole:.3} (by zoom {}), searches {words:.3}", by_zoom.join(" "));
        drawn.push((format!("{who} {rows} zones {:.2}×", tiles.ratio()), tiles));
        found.push((format!("{who} {:.2}×", asked.ratio()), asked));
    }
    let all = zones::count();
    let tiles: usize = zooms.iter().map(Vec::len).sum();
    let what = format!("{tiles} tiles z12–z16 of {all} zones in 20 states, against the same without");
    let asked = format!("{} questions by name and code over these", QUESTIONS.len());
    let each = [tiles, QUESTIONS.len()];
    Ok(vec![
        least("states/tiles", (&what, "tiles"), each[0], &drawn)?,
        least("states/search", (&asked, "questions"), each[1], &found)?,
        memory(&hidden, &open),
    ])
}

/// The audience that fares worst.
fn least(id: &'static str, (what, unit): (&str, &str), each: usize, all: &[(String, Pair)]) -> Result<Figure> {
    let worst = all.iter().min_by(|a, b| a.1.ratio().total_cmp(&b.1.ratio()));
    let (_, pair) = worst.context("somebody asked")?;
    let words: Vec<&str> = all.iter().map(|(words, _)| words.as_str()).collect();
    #[expect(clippy::cast_precision_loss, reason = "some hundred tiles")]
    let sides = [pair.hidden_s, pair.open_s].map(|seconds| format!("{:.0} {unit} per CPU s", each as f64 / seconds));
    let share = pair.ratio();
    Ok(Figure::share(id, format!("{what} ({})", words.join(", ")), sides, share, (share >= 0.9, "≥ 0.9×")))
}

/// What the layer holds once all have drawn and asked, levels of low zooms and sights included.
fn memory(hidden: &Side, open: &Side) -> Figure {
    let [ours, theirs] = [hidden, open].map(|side| side.world.memory_bytes());
    #[expect(clippy::cast_precision_loss, reason = "memory is below 2^52 bytes")]
    let (share, sides) =
        (ours as f64 / theirs as f64, [ours, theirs].map(|bytes| format!("{:.1} MB", bytes as f64 / 1e6)));
    let what = "memory of that layer after the three audiences, against the same without".to_owned();
    Figure::share("states/memory", what, sides, share, (share <= 1.3, "≤ 1.3×"))
}

fn in_turns(turns: usize, hidden: &Side, open: &Side, work: impl Fn(&Side) -> Result<()>) -> Result<Pair> {
    let mut best = Pair { hidden_s: f64::INFINITY, open_s: f64::INFINITY };
    for _ in 0..turns {
        best.hidden_s = best.hidden_s.min(clock::repeat(|| work(hidden))?);
        best.open_s = best.open_s.min(clock::repeat(|| work(open))?);
    }
    Ok(best)
}

impl Side {
    fn load(name: &str, table: &DeclaredTable) -> Result<Self> {
        let path = data::folder()?.join(format!("{name}-{}.gpkg", zones::count()));
        data::make(&path, |unfinished| data::runtime()?.block_on(fill(unfinished, table)))?;
        let world = data::runtime()?.block_on(async {
            anyhow::Ok(World::open(&Store::open(&StoreAddress::Gpkg(path), false).await?, None).await?)
        })?;
        let finder = Finder::new(FieldNames::default(), usize::MAX).learnt(&world);
        Ok(Self { world, finder, name: LayerName::parse(table.layer)? })
    }

    fn rows(&self, audience: Audience) -> Result<usize> {
        Ok(self.world.layer(&self.name, audience).context("the layer is seen")?.len())
    }

    /// Encodes all tiles and keeps none.
    fn draw(&self, tiles: &[TileCoord], audience: Audience) -> Result<()> {
        let layer = self.world.layer(&self.name, audience).context("the layer is seen")?;
        let mut encoder = Encoder::default();
        for tile in tiles {
            std::hint::black_box(encoder.encode([&**layer], *tile, audience, LowZooms::Generalised));
        }
        Ok(())
    }

    /// Asks all questions, each as a request of its own would.
    fn ask(&self, audience: Audience) -> Result<()> {
        let mut found = 0;
        for question in QUESTIONS {
            let view = self.finder.view(&self.world, audience, 0).context("the index knows the World")?;
            let asked = AskedName { words: words(question), is_open: true, leniency: 1, near: None };
            found += view.named(&asked, None, 10).len() + view.codes(&squashed(question), 10).len();
        }
        ensure!(found > 0, "nothing is found");
        Ok(())
    }
}

async fn fill(path: &Path, table: &DeclaredTable) -> Result<()> {
    let store = Store::open(&StoreAddress::Gpkg(path.to_path_buf()), true).await?;
    let mut stage = store.stage(zones::layer(table)?, StageMode::Create).await?;
    let count = zones::count();
    for first in (0..count).step_by(BATCH as usize) {
        stage.append((first..count.min(first + BATCH)).map(zone).collect()).await?;
    }
    stage.publish("zones of a measurement").await?;
    Ok(())
}

/// States lie among each other; the ten communes are strips.
fn zone(number: u32) -> Staged {
    let pick = |list: &[&'static str], at: u32| list[at as usize % list.len()];
    let name = format!("Khu {} {} {}", pick(&FIRST, number / 7), pick(&SECOND, number / 56), number % 200);
    let function = pick(&["ODT", "CX", "TMD", "DGT", "DVH"], number / 3);
    let values = vec![
        Value::text(name.as_str()),
        Value::text(format!("{function}-{number}").as_str()),
        Value::text(function),
        Value::text(pick(&STATES, number.wrapping_mul(2_654_435_761) >> 16)),
        Value::text(format!("{}", 26_501 + number % 320 / 32).as_str()),
    ];
    Staged::new(Some(zones::shape(number)), values)
}
