//! What becomes of fields: order, types, renaming, and who may see them.

use super::*;

fn table(mapping: Mapping) -> FieldTable {
    FieldTable::new(Rules { mapping, ..Rules::default() }, None)
}

fn add(columns: &mut Columns, pairs: &[(&str, Value)]) -> Vec<Value> {
    let mut values = Vec::new();
    for (name, value) in pairs {
        let at = columns.find(values.len(), name);
        columns.put(&mut values, at, value.clone());
    }
    values
}

fn kinds(table: &FieldTable) -> Vec<(&str, FieldType)> {
    table.fields().iter().map(|field| (field.name.as_str(), field.kind)).collect()
}

#[test]
fn types_widen_as_values_turn_up() {
    let (mut columns, mut table) = (Columns::default(), table(Mapping::default()));
    add(&mut columns, &[("a", Value::Integer(1)), ("b", Value::Null), ("c", Value::Boolean(true))]);
    assert_eq!(table.follow(columns.list()).len(), 3);
    assert_eq!(kinds(&table), [("a", FieldType::Integer), ("b", FieldType::Boolean), ("c", FieldType::Boolean)]);
    let late = add(
        &mut columns,
        &[("a", Value::Real(0.5)), ("b", Value::Integer(3)), ("c", Value::text("x")), ("d", Value::Null)],
    );
    let steps = table.follow(columns.list());
    assert_eq!(steps.len(), 4);
    assert_eq!(steps[0], SchemaStep::Widen { name: "a".into(), kind: FieldType::Real });
    assert!(matches!(&steps[3], SchemaStep::Add(field) if field.name == "d"));
    assert_eq!(table.settle_empty(), [SchemaStep::Widen { name: "d".into(), kind: FieldType::Text }]);
    assert_eq!(
        kinds(&table),
        [("a", FieldType::Real), ("b", FieldType::Integer), ("c", FieldType::Text), ("d", FieldType::Text)]
    );
    let mut misfits = Vec::new();
    let row = table.row(late, &mut misfits);
    assert_eq!(row, [Value::Real(0.5), Value::Integer(3), Value::text("x"), Value::Null]);
    assert_eq!(misfits, []);
    let short = table.row(vec![Value::Integer(2)], &mut misfits);
    assert_eq!(short, [Value::Real(2.0)]);
}

#[test]
fn a_mapping_renames_drops_types_and_adds() {
    let mapping: Mapping = toml::from_str(
        "[fields]\nNR = 'so_thua'\nX = { drop = true }\nF = { type = 'real' }\nOWNER = { private = false }\nMISSING = 'm'\n[constants]\nxa = '26506'",
    )
    .unwrap();
    let (mut columns, mut table) = (Columns::default(), table(mapping));
    let values = add(
        &mut columns,
        &[
            ("NR", Value::Integer(12)),
            ("X", Value::Integer(1)),
            ("F", Value::text("12,5")),
            ("OWNER", Value::text("City")),
        ],
    );
    let bad = add(&mut columns, &[("F", Value::text("lots"))]);
    table.follow(columns.list());
    let mut misfits = Vec::new();
    let row = table.row(values, &mut misfits);
    assert_eq!(
        kinds(&table),
        [("xa", FieldType::Text), ("so_thua", FieldType::Integer), ("F", FieldType::Real), ("OWNER", FieldType::Text)]
    );
    assert_eq!(row, [Value::text("26506"), Value::Integer(12), Value::Real(12.5), Value::text("City")]);
    assert!(table.fields().iter().all(|field| field.clearance.is_open()));
    assert_eq!(table.unused_rules(columns.list()), ["MISSING"]);
    assert_eq!(misfits, []);
    let row = table.row(bad, &mut misfits);
    assert_eq!((&row[2], &misfits[..]), (&Value::Null, &[Unconvertible { field: 2, value: "lots".into() }][..]));
}

#[test]
fn integers_that_float64_cannot_hold_become_text_beside_reals() {
    let (mut columns, mut table) = (Columns::default(), table(Mapping::default()));
    add(&mut columns, &[("a", Value::Integer((1 << 53) + 1))]);
    table.follow(columns.list());
    assert_eq!(kinds(&table), [("a", FieldType::Integer)]);
    add(&mut columns, &[("a", Value::Real(0.5))]);
    table.follow(columns.list());
    assert_eq!(kinds(&table), [("a", FieldType::Text)]);
}

#[test]
fn personal_fields_are_for_staff() {
    let (mut columns, mut table) = (Columns::default(), table(Mapping::default()));
    add(&mut columns, &[("so_thua", Value::Integer(1)), ("Họ và tên", Value::text("…"))]);
    table.follow(columns.list());
    let audiences: Vec<Clearance> = table.fields().iter().map(|field| field.clearance.clone()).collect();
    assert_eq!(audiences, [Clearance::Open, Clearance::Staff]);
}
