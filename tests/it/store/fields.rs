//! What every store promises of fields and shapes met while a file is read: none is lost, whatever comes late or does not fit.

use anyhow::Result;
use geo_types::{Geometry, MultiPolygon, Point, Polygon};
use spatial_core::layer::{
    Change, Clearance, Feature, FeatureId, Field, FieldType, GeometryType, Revision, Touched, Value,
};
use spatial_core::store::{Quarantined, StageMode, Staged, Store, StoreError};

use crate::store::contract::{
    all, at, field, layer, load, name, on_every_store, parcels, square, staged, three_parcels, transaction, two_fields,
    update, values,
};

on_every_store! {
    fields_met_late_are_null_before
    widened_fields_keep_what_was_said
    widened_numbers_and_texts_are_said_in_full
    names_of_any_kind_are_fields
    names_a_database_keeps_for_itself_are_fields
    one_multi_shape_makes_all_shapes_multi
    a_multi_shape_may_join_a_layer_of_single_ones
    records_put_aside_are_published_with_the_layer
    records_put_aside_stay_until_their_file_is_read_anew
}

async fn fields_met_late_are_null_before(store: Store) -> Result<()> {
    let mut stage = store.stage(parcels(vec![]), StageMode::Create).await?;
    stage.append(vec![Staged::new(Some(square(0.0)), vec![])]).await?;
    stage.add_field(field("key", FieldType::Text)).await?;
    stage.append(vec![Staged::new(None, vec![Value::text("b")])]).await?;
    stage.add_field(field("KEY", FieldType::Real)).await?;
    stage.append(vec![Staged::new(None, vec![Value::text("c"), Value::Real(0.5)])]).await?;
    stage.publish("late").await?;
    let read: Vec<_> = all(&store, "parcels").await?.into_iter().map(|feature| feature.values).collect();
    let wanted =
        [vec![Value::Null, Value::Null], vec![Value::text("b"), Value::Null], vec![Value::text("c"), Value::Real(0.5)]];
    assert_eq!(read, wanted);
    Ok(())
}

async fn widened_fields_keep_what_was_said(store: Store) -> Result<()> {
    let mut stage = store
        .stage(parcels(vec![field("code", FieldType::Boolean), field("size", FieldType::Integer)]), StageMode::Create)
        .await?;
    let row = |code: Value, size: Value| Staged::new(None, vec![code, size]);
    stage.append(vec![row(Value::Boolean(true), Value::Integer(1))]).await?;
    assert!(matches!(
        stage.append(vec![row(Value::Integer(2), Value::Null)]).await,
        Err(StoreError::SchemaMismatch { .. })
    ));
    stage.widen_field("code", FieldType::Integer).await?;
    stage.widen_field("size", FieldType::Real).await?;
    stage.append(vec![row(Value::Integer(12), Value::Real(2.5))]).await?;
    stage.widen_field("code", FieldType::Text).await?;
    stage.append(vec![row(Value::text("007"), Value::Null)]).await?;
    assert!(matches!(stage.widen_field("code", FieldType::Date).await, Err(StoreError::SchemaMismatch { .. })));
    stage.publish("wide").await?;
    let read: Vec<_> = all(&store, "parcels").await?.into_iter().map(|feature| feature.values).collect();
    let wanted = [
        vec![Value::text("true"), Value::Real(1.0)],
        vec![Value::text("12"), Value::Real(2.5)],
        vec![Value::text("007"), Value::Null],
    ];
    assert_eq!(read, wanted);
    Ok(())
}

async fn widened_numbers_and_texts_are_said_in_full(store: Store) -> Result<()> {
    let reals = [0.1, 5.0, -0.0, 1e21, 1.5e-7, 123_456_789_012_345_680.0, f64::MIN_POSITIVE, f64::MAX, 1.0 / 3.0];
    let texts = ["a\"b\\c", "x\0y\t\n\u{1f}", "Lê Lợi", ""];
    let fields =
        vec![field("real", FieldType::Real), field("whole", FieldType::Integer), field("text", FieldType::Text)];
    let mut stage = store.stage(parcels(fields), StageMode::Create).await?;
    let real = |number: f64| Staged::new(None, vec![Value::Real(number)]);
    stage.append(reals.iter().copied().map(real).collect()).await?;
    let rest = |text: &str| vec![Value::Null, Value::Integer(i64::MAX), Value::text(text)];
    stage.append(texts.iter().map(|text| Staged::new(None, rest(text))).collect()).await?;
    stage.widen_field("real", FieldType::Text).await?;
    stage.widen_field("whole", FieldType::Real).await?;
    stage.widen_field("whole", FieldType::Text).await?;
    stage.widen_field("text", FieldType::Json).await?;
    stage.publish("wide").await?;
    let read = all(&store, "parcels").await?;
    let said: Vec<Value> = read.iter().take(reals.len()).map(|feature| feature.values[0].clone()).collect();
    assert_eq!(said, reals.map(|number| Value::text(number.to_string())));
    let said: Vec<Value> = read.iter().skip(reals.len()).map(|feature| feature.values[2].clone()).collect();
    let json = [r#""a\"b\\c""#, r#""x\u0000y\u0009\u000a\u001f""#, r#""Lê Lợi""#, r#""""#];
    assert_eq!(said, json.map(Value::text));
    assert!(read[reals.len()..].iter().all(|feature| feature.values[1] == Value::text(i64::MAX.to_string())));
    Ok(())
}

async fn names_a_database_keeps_for_itself_are_fields(store: Store) -> Result<()> {
    let long = "một tên dài hơn sáu mươi ba byte mà ai đó đã đặt cho một trường của lớp này";
    let names = ["xmin", "ctid", "tableoid", "oid", "diaban_part", "diaban_part_1", long, &format!("{long} nữa")];
    let fields: Vec<Field> = names.iter().map(|name| field(name, FieldType::Integer)).collect();
    let mut stage = store.stage(parcels(fields), StageMode::Create).await?;
    let values: Vec<Value> = (0..).take(names.len()).map(Value::Integer).collect();
    stage.append(vec![Staged::new(None, values)]).await?;
    stage.widen_field("xmin", FieldType::Text).await?;
    stage.append(vec![Staged::new(None, vec![Value::text("w")])]).await?;
    stage.publish("names").await?;
    let listed = layer(&store, "parcels").await?;
    assert_eq!(listed.schema.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), names);
    let read = all(&store, "parcels").await?;
    assert_eq!((&read[0].values[0], &read[1].values[0]), (&Value::text("0"), &Value::text("w")));
    assert_eq!(read[0].values[1..], (1..).take(names.len() - 1).map(Value::Integer).collect::<Vec<_>>());
    Ok(())
}

async fn names_of_any_kind_are_fields(store: Store) -> Result<()> {
    let names =
        ["fid", "geom", "FID", "Số tờ", "a\"b'c; DROP TABLE x", "diaban_change", "rowid", "", " ", "select", "x\0y"];
    let fields: Vec<Field> = names.iter().map(|name| field(name, FieldType::Text)).collect();
    let row = || Staged::new(Some(square(0.0)), names.iter().map(|name| Value::text(*name)).collect());
    load(&store, parcels(fields.clone()), StageMode::Create, vec![row(), row()]).await?;
    let listed = layer(&store, "parcels").await?;
    assert_eq!(listed.schema.fields, fields);
    let changed = Change::Update {
        layer: name("parcels"),
        id: FeatureId(1),
        expected: None,
        geometry: None,
        values: row().values,
        links: Vec::new(),
    };
    store.commit(transaction(vec![changed])).await?;
    load(&store, parcels(fields), StageMode::Replace, vec![row()]).await?;
    let before = at(&store, &[1, 2], Revision(2)).await?;
    assert!(before.iter().all(|feature| feature.values == row().values));
    assert_eq!((before[0].geometry.is_some(), before[1].geometry.is_some()), (false, true));
    Ok(())
}

fn two_squares() -> Geometry<f64> {
    let part = |at: f64| Polygon::try_from(square(at)).expect("a square is a polygon");
    MultiPolygon(vec![part(200.0), part(220.0)]).into()
}

fn one_square_as_multi(at: f64) -> Geometry<f64> {
    MultiPolygon(vec![Polygon::try_from(square(at)).expect("a square is a polygon")]).into()
}

async fn one_multi_shape_makes_all_shapes_multi(store: Store) -> Result<()> {
    let multi = Staged::new(Some(two_squares()), vec![]);
    let features = vec![staged("a", 1, 0.0), multi, staged("c", 3, 40.0)];
    load(&store, parcels(two_fields()), StageMode::Create, features).await?;
    let read: Vec<_> = all(&store, "parcels").await?.into_iter().map(|feature| feature.geometry).collect();
    assert_eq!(read, [Some(one_square_as_multi(0.0)), Some(two_squares()), Some(one_square_as_multi(40.0))]);
    store.commit(transaction(vec![update(1, None, "a", 1)])).await?;
    assert_eq!(all(&store, "parcels").await?[0].geometry, Some(one_square_as_multi(80.0)));
    Ok(())
}

async fn a_multi_shape_may_join_a_layer_of_single_ones(store: Store) -> Result<()> {
    let created = three_parcels(&store).await?;
    let change = Change::insert(name("parcels"), Some(two_squares()), values("m", 1));
    let joined = store.commit(transaction(vec![change])).await?.revision;
    let read = all(&store, "parcels").await?;
    assert_eq!(read[0].geometry, Some(one_square_as_multi(0.0)));
    assert_eq!((read[0].version, read[3].version), (created, joined));
    load(&store, parcels(two_fields()), StageMode::Append, vec![staged("z", 1, 7.0)]).await?;
    assert_eq!(all(&store, "parcels").await?[4].geometry, Some(one_square_as_multi(7.0)));
    Ok(())
}

fn aside(file: &str, record: u64) -> Quarantined {
    Quarantined {
        file: file.to_owned(),
        record,
        key: Some("238-80".to_owned()),
        code: "ring-too-few-points".to_owned(),
        field: Some("geometry".to_owned()),
        place: Some([1.0, 2.0]),
        record_json: "{}".to_owned(),
    }
}

async fn records_put_aside_are_published_with_the_layer(store: Store) -> Result<()> {
    let mut stage = store.stage(parcels(two_fields()), StageMode::Create).await?;
    stage.append(vec![staged("a", 1, 0.0)]).await?;
    stage.quarantine(vec![aside("a.geojson", 2), Quarantined { place: None, ..aside("a.geojson", 3) }]).await?;
    assert_eq!(store.layers().await?.1, vec![]);
    stage.publish("first").await?;
    let listed = layer(&store, "parcels_quarantine").await?;
    assert_eq!((listed.clearance, listed.count, listed.schema.geometry), (Clearance::Staff, 2, GeometryType::Point));
    assert!(listed.schema.fields.iter().all(|field| field.clearance == Clearance::Staff));
    let read = all(&store, "parcels_quarantine").await?;
    assert_eq!(read[0].geometry, Some(Point::new(1.0, 2.0).into()));
    assert_eq!(read[1].values[..3], [Value::text("a.geojson"), Value::Integer(3), Value::text("238-80")]);

    let mut stage = store.stage(parcels(two_fields()), StageMode::Append).await?;
    stage.quarantine(vec![aside("b.geojson", 1)]).await?;
    stage.publish("second").await?;
    let files = |read: Vec<Feature>| read.into_iter().map(|feature| feature.values[0].clone()).collect::<Vec<_>>();
    assert_eq!(files(all(&store, "parcels_quarantine").await?), [Value::text("b.geojson")]);

    load(&store, parcels(two_fields()), StageMode::Replace, vec![staged("a", 1, 0.0)]).await?;
    assert_eq!(all(&store, "parcels_quarantine").await?, vec![]);
    Ok(())
}

/// Reads a file into the layer, with so many records put aside, and tells the quarantine: ids and files.
async fn read_file(store: &Store, mode: StageMode, file: &str, records: u64) -> Result<Vec<(u64, Value)>> {
    let mut wanted = parcels(two_fields());
    wanted.provenance.sources = vec![file.to_owned()];
    let mut stage = store.stage(wanted, mode).await?;
    stage.append(vec![staged(file, 1, 0.0)]).await?;
    if records > 0 {
        let place = Some([if file == "b.geojson" { 50.0 } else { 1.0 }, 2.0]);
        let records = (1..=records).map(|record| Quarantined { place, ..aside(file, record) });
        stage.quarantine(records.collect()).await?;
    }
    stage.publish(file).await?;
    let kept = all(store, "parcels_quarantine").await?;
    assert_eq!(layer(store, "parcels_quarantine").await?.count, kept.len() as u64);
    Ok(kept.into_iter().map(|mut feature| (feature.id.0, feature.values.swap_remove(0))).collect())
}

async fn records_put_aside_stay_until_their_file_is_read_anew(store: Store) -> Result<()> {
    let update = || StageMode::Update { key: "key".to_owned() };
    let (a, b) = (Value::text("a.geojson"), Value::text("b.geojson"));
    assert_eq!(read_file(&store, StageMode::Create, "a.geojson", 1).await?, [(1, a.clone())]);
    assert_eq!(read_file(&store, StageMode::Append, "b.geojson", 0).await?, [(1, a.clone())]);
    assert_eq!(read_file(&store, update(), "b.geojson", 0).await?, [(1, a.clone())]);
    assert_eq!(read_file(&store, StageMode::Append, "b.geojson", 1).await?, [(1, a), (2, b.clone())]);
    let quarantine = layer(&store, "parcels_quarantine").await?;
    assert_eq!(quarantine.provenance.sources, ["a.geojson", "b.geojson"]);
    assert_eq!(quarantine.extent.map(|extent| (extent.min[0], extent.max[0])), Some((1.0, 50.0)));

    let before = store.position().await?.revision;
    assert_eq!(read_file(&store, StageMode::Append, "a.geojson", 0).await?, [(2, b)]);
    let touched = store.changes_since(before).await?.into_iter().find(|touched| touched.layer == quarantine.name);
    assert_eq!(touched.map(|touched| touched.touched), Some(Touched::Ids(vec![FeatureId(1)])));

    let replaced = read_file(&store, StageMode::Replace, "c.geojson", 1).await?;
    assert_eq!(replaced, [(3, Value::text("c.geojson"))]);
    let quarantine = layer(&store, "parcels_quarantine").await?;
    assert_eq!(quarantine.provenance.sources, ["c.geojson"]);
    assert_eq!(quarantine.extent.map(|extent| (extent.min[0], extent.max[0])), Some((1.0, 1.0)));
    Ok(())
}
